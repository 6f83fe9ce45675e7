#pragma once

#include "ui/program/desktop.h"

namespace hookbot {

/// A Desktop that keeps what it is told, for the test to look up.
class FakeDesktop final : public Desktop
{
public:
    using Desktop::Desktop;

    Preferences chosen;
    QList<PreferenceFault> faults; ///< what apply() finds; then it takes nothing
    QByteArray currentKey = "0123456789abcdef0123456789abcdef";
    QString keyError; ///< why the key cannot be changed
    QList<Notice> noticesSoFar;
    int quits = 0;
    int retries = 0;

    void notice(const Notice &notice)
    {
        noticesSoFar.append(notice);
        Q_EMIT noticed(notice);
    }

    [[nodiscard]] const Preferences &preferences() const override { return chosen; }

    void apply(const Preferences &preferences, std::function<void(const QList<PreferenceFault> &)> done) override
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

    [[nodiscard]] QList<Notice> notices() const override { return noticesSoFar; }
    void retry() override { ++retries; }
    void quit() override { ++quits; }
};

} // namespace hookbot
