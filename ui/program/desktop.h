#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QString>

#include <chrono>
#include <functional>

namespace hookbot {

/// What a person has chosen. Kept between two runs.
struct Preferences
{
    enum class Look { System, Light, Dark };
    enum class WhenClosed {
        Ask, ///< the first time, and then remember
        KeepRunning,
        Quit
    };

    QString bind = QStringLiteral("127.0.0.1:8080"); ///< host:port
    QString tlsKeyFile;                              ///< PEM; both or neither
    QString tlsCertificateFile;                      ///< PEM
    QString urlBase;                                 ///< of copied URLs; empty: the address it listens on
    qint64 keepEvents = 1'000'000;
    qint64 keepBytes = 1024LL * 1024 * 1024;
    std::chrono::seconds keepFor{ 7 * 24 * 3600 };
    qint64 maxBody = 25LL * 1024 * 1024;
    bool startsAtLogin = false;
    bool startsPaused = false;
    bool notifiesTrouble = true;
    QSet<QByteArray> notifiedChannels; ///< whose events are shown as notifications; a prefix ends in `/`
    Look look = Look::System;
    WhenClosed whenClosed = WhenClosed::Ask;

    bool operator==(const Preferences &) const = default;
};

/// What is wrong with one preference.
struct PreferenceFault
{
    enum class Field {
        Bind,
        TlsKeyFile,
        TlsCertificateFile,
        UrlBase,
        KeepEvents,
        KeepBytes,
        KeepFor,
        MaxBody,
        StartsAtLogin
    };

    Field field;
    QString message; ///< what is wrong, and what to do
};

/// Something that happened which a person should know, though nobody asked.
struct Notice
{
    enum class Severity { Information, Trouble };

    Severity severity = Severity::Information;
    QString title;
    QString text; ///< what happened, why, and what to do
};

/// The program around the window, as the window sees it: what only this computer has, while a Monitor shows a broker
/// wherever it is. One thread; answers come in the event loop.
class Desktop : public QObject
{
    Q_OBJECT

public:
    struct KeyAnswer
    {
        QByteArray key;
        QString error; ///< why there is none
    };

    using QObject::QObject;
    ~Desktop() override;

    [[nodiscard]] virtual const Preferences &preferences() const = 0;

    /// Takes them all, keeps them, and starts the server anew if it has to; or, with faults, takes none.
    virtual void apply(const Preferences &preferences, std::function<void(const QList<PreferenceFault> &)> done) = 0;

    /// Where the key is, in words: the keyring, or a file and its path.
    [[nodiscard]] virtual QString keyPlace() const = 0;

    [[nodiscard]] virtual KeyAnswer key() const = 0;

    /// Empty: a fresh one is made. Every URL changes. The error says why it stays as it was.
    virtual void changeKey(const QByteArray &key, std::function<void(const QString &error)> done) = 0;

    /// What has been noticed since the start, the newest last.
    [[nodiscard]] virtual QList<Notice> notices() const = 0;

    /// Tries to start a server that has failed.
    virtual void retry() = 0;

    /// Ends the program in order.
    virtual void quit() = 0;

Q_SIGNALS:
    void preferencesChanged(const hookbot::Preferences &preferences);
    void noticed(const hookbot::Notice &notice);
    /// Somebody started the program a second time: show the window.
    void raised();
};

} // namespace hookbot
