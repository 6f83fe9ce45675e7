#pragma once

#include "ui/program/notice.h"
#include "ui/program/preferencefault.h"
#include "ui/program/windowpreferences.h"

#include <QtCore/QList>
#include <QtCore/QObject>

#include <functional>

namespace hookbot {

/// The program that shows the window: its preferences, its notices and its end. One thread; answers arrive in the event
/// loop.
class Program : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~Program() override;

    [[nodiscard]] virtual const WindowPreferences &preferences() const = 0;

    /// Applies and keeps all preferences; or, with faults, changes nothing.
    virtual void apply(const WindowPreferences &preferences,
                       std::function<void(const QList<PreferenceFault> &)> done) = 0;

    /// All notices since the start, the newest last.
    [[nodiscard]] virtual QList<Notice> notices() const = 0;

    /// Stops the server in order, then ends the program.
    virtual void quit() = 0;

Q_SIGNALS:
    void preferencesChanged(const hookbot::WindowPreferences &preferences);
    void noticed(const hookbot::Notice &notice);
    /// The program was started a second time: show the window.
    void raised();
};

} // namespace hookbot
