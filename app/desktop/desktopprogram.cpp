#include "app/desktop/desktopprogram.h"

#include "app/desktop/loginstart.h"

#include <utility>

namespace hookbot {

namespace {

constexpr qsizetype MostNotices = 500;

} // namespace

DesktopProgram::DesktopProgram(PreferencesFile &file, QStringList loginCommand, QObject *parent)
    : Program(parent),
      m_file(file),
      m_loginCommand(std::move(loginCommand))
{
}

void DesktopProgram::load(const WindowPreferences &preferences)
{
    m_preferences = preferences;
    m_preferences.startsAtLogin = isStartedAtLogin();
}

void DesktopProgram::apply(const WindowPreferences &preferences,
                           std::function<void(const QList<PreferenceFault> &)> done)
{
    QMetaObject::invokeMethod(
        this, [faults = applyNow(preferences), done = std::move(done)] { done(faults); }, Qt::QueuedConnection);
}

QList<PreferenceFault> DesktopProgram::applyNow(const WindowPreferences &preferences)
{
    if (preferences.startsAtLogin != m_preferences.startsAtLogin) {
        if (const auto set = setStartedAtLogin(preferences.startsAtLogin, m_loginCommand); !set)
            return { { PreferenceFault::Field::StartsAtLogin, set.error() } };
    }
    const WindowPreferences before = std::exchange(m_preferences, preferences);
    if (const auto saved = m_file.save(preferences); !saved)
        note(PreferencesFile::notSaved(saved.error()));
    if (before != preferences)
        Q_EMIT preferencesChanged(m_preferences);
    return {};
}

void DesktopProgram::note(const Notice &notice)
{
    m_notices.append(notice);
    if (m_notices.size() > MostNotices)
        m_notices.removeFirst();
    Q_EMIT noticed(notice);
}

void DesktopProgram::quit()
{
    if (!std::exchange(m_isQuitting, true))
        Q_EMIT quitAsked();
}

} // namespace hookbot
