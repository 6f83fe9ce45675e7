#pragma once

#include "app/desktop/preferencesfile.h"
#include "ui/program/program.h"

#include <QtCore/QStringList>

namespace hookbot {

/// The desktop program as its window sees it: window preferences, notices, and the request to quit. Lives in the GUI
/// thread.
class DesktopProgram final : public Program
{
    Q_OBJECT

public:
    /// @p file outlives it. @p loginCommand starts this program again.
    DesktopProgram(PreferencesFile &file, QStringList loginCommand, QObject *parent = nullptr);

    /// Takes over the preferences that were read from the file.
    void load(const WindowPreferences &preferences);

    void raise() { Q_EMIT raised(); }
    void note(const Notice &notice);

    /// Whether quit() was called.
    [[nodiscard]] bool isQuitting() const { return m_isQuitting; }

    // Program

    [[nodiscard]] const WindowPreferences &preferences() const override { return m_preferences; }
    void apply(const WindowPreferences &preferences, std::function<void(const QList<PreferenceFault> &)> done) override;
    [[nodiscard]] QList<Notice> notices() const override { return m_notices; }
    void quit() override;

Q_SIGNALS:
    /// Once: stop the server, then end the event loop.
    void quitAsked();

private:
    [[nodiscard]] QList<PreferenceFault> applyNow(const WindowPreferences &preferences);

    PreferencesFile &m_file;
    QStringList m_loginCommand;
    WindowPreferences m_preferences;
    QList<Notice> m_notices;
    bool m_isQuitting = false;
};

} // namespace hookbot
