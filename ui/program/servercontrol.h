#pragma once

#include "ui/program/preferencefault.h"
#include "ui/program/serversettings.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QObject>

#include <functional>

namespace hookbot {

/// Controls the desktop program's own server: its settings, its key and its start. A Monitor, in contrast, shows a
/// broker wherever it runs. One thread; answers arrive in the event loop.
class ServerControl : public QObject
{
    Q_OBJECT

public:
    struct KeyAnswer
    {
        QByteArray key;
        QString error; ///< why there is no key
    };

    using QObject::QObject;
    ~ServerControl() override;

    [[nodiscard]] virtual const ServerSettings &settings() const = 0;

    /// Applies and keeps all settings, and restarts the server if it must; or, with faults, changes nothing.
    virtual void apply(const ServerSettings &settings, std::function<void(const QList<PreferenceFault> &)> done) = 0;

    /// Where the key is kept, for people to read: the keyring, or a file and its path.
    [[nodiscard]] virtual QString keyPlace() const = 0;

    [[nodiscard]] virtual KeyAnswer key() const = 0;

    /// Replaces the key, which changes every URL. An empty @p key means a new random one. The error says why the key
    /// has not changed.
    virtual void changeKey(const QByteArray &key, std::function<void(const QString &error)> done) = 0;

    /// Tries to start a server that has failed.
    virtual void retry() = 0;

Q_SIGNALS:
    void settingsChanged(const hookbot::ServerSettings &settings);
};

} // namespace hookbot
