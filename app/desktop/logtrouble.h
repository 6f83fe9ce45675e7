#pragma once

#include "broker/monitor/observer.h"

#include <QtCore/QObject>

#include <atomic>

namespace hookbot {

/// Reports, at most once an hour, that the log does not accept events, for instance because the disk is full. Called in
/// the broker's thread, as every Observer; connect its signal from others. Outlives the broker.
class LogTrouble final : public QObject, public Observer
{
    Q_OBJECT

public:
    void logTroubled(const QString &why) override;

Q_SIGNALS:
    /// In the broker's thread.
    void troubled(const QString &why);

private:
    std::atomic<qint64> m_reportedAt{ 0 }; ///< seconds of the steady clock; zero for never
};

} // namespace hookbot
