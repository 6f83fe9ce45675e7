#pragma once

#include "broker/event/clocks.h"
#include "broker/monitor/observer.h"

#include <QtCore/QObject>

#include <optional>

namespace hookbot {

/// Reports, at most once an hour, that the log does not accept events, for instance because the disk is full. Called in
/// the broker's thread, as every Observer, and by one broker at a time; connect its signal from others. Outlives the
/// broker.
class LogTrouble final : public QObject, public Observer
{
    Q_OBJECT

public:
    explicit LogTrouble(Clocks clocks = {}, QObject *parent = nullptr);

    void logTroubled(const QString &why) override;

Q_SIGNALS:
    /// In the broker's thread.
    void troubled(const QString &why);

private:
    Clocks m_clocks;
    std::optional<std::chrono::steady_clock::time_point> m_reportedAt;
};

} // namespace hookbot
