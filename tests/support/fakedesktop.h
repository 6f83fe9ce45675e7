#pragma once

#include "ui/program/program.h"
#include "ui/program/servercontrol.h"

namespace hookbot {

/// A Program that records what it is asked to do.
class FakeProgram final : public Program
{
public:
    using Program::Program;

    WindowPreferences chosen;
    QList<PreferenceFault> faults; ///< found by apply(), which then changes nothing
    QList<Notice> noticesSoFar;
    int quits = 0;

    void notice(const Notice &notice)
    {
        noticesSoFar.append(notice);
        Q_EMIT noticed(notice);
    }

    [[nodiscard]] const WindowPreferences &preferences() const override { return chosen; }

    void apply(const WindowPreferences &preferences, std::function<void(const QList<PreferenceFault> &)> done) override
    {
        QMetaObject::invokeMethod(
            this,
            [this, preferences, done = std::move(done)] {
                if (faults.isEmpty()) {
                    chosen = preferences;
                    Q_EMIT preferencesChanged(chosen);
                }
                done(faults);
            },
            Qt::QueuedConnection);
    }

    [[nodiscard]] QList<Notice> notices() const override { return noticesSoFar; }
    void quit() override { ++quits; }
};

/// A ServerControl that records what it is asked to do.
class FakeServerControl final : public ServerControl
{
public:
    using ServerControl::ServerControl;

    ServerSettings chosen;
    QList<PreferenceFault> faults; ///< found by apply(), which then changes nothing
    QByteArray currentKey = "0123456789abcdef0123456789abcdef";
    QString keyError; ///< why the key cannot be changed
    int retries = 0;

    [[nodiscard]] const ServerSettings &settings() const override { return chosen; }

    void apply(const ServerSettings &settings, std::function<void(const QList<PreferenceFault> &)> done) override
    {
        QMetaObject::invokeMethod(
            this,
            [this, settings, done = std::move(done)] {
                if (faults.isEmpty()) {
                    chosen = settings;
                    Q_EMIT settingsChanged(chosen);
                }
                done(faults);
            },
            Qt::QueuedConnection);
    }

    [[nodiscard]] QString keyPlace() const override { return QStringLiteral("a file"); }
    [[nodiscard]] KeyAnswer key() const override { return { currentKey, {} }; }

    void changeKey(const QByteArray &key, std::function<void(const QString &error)> done) override
    {
        QMetaObject::invokeMethod(
            this,
            [this, key, done = std::move(done)] {
                if (keyError.isEmpty())
                    currentKey = key.isEmpty() ? QByteArray("fedcba9876543210fedcba9876543210") : key;
                done(keyError);
            },
            Qt::QueuedConnection);
    }

    void retry() override { ++retries; }
};

} // namespace hookbot
