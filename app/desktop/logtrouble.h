#pragma once

#include "broker/monitor/observer.h"

#include <QtCore/QObject>

#include <atomic>

namespace hookbot {

/// Detects that the log cannot store events, for example because the disk is full, and reports it once an hour. An
/// Observer, so called in the broker's thread; its signal is for others. Outlives the broker.
class LogTrouble final : public QObject, public Observer
{
    Q_OBJECT

public:
    void refused(const RefusedRequest &request) override;

Q_SIGNALS:
    /// In the broker's thread.
    void troubled(const QString &why);

private:
    std::atomic<qint64> m_toldAt{ 0 }; ///< seconds of the steady clock; zero for never
};

} // namespace hookbot
