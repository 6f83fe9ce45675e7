#pragma once

#include "linelog.h"
#include "observer.h"

#include <functional>

namespace hookbot {

/// Writes what an Observer hears to the log: a line for each publish, subscription, refusal and close, and one a minute
/// with the totals and what they changed by. Lives in the broker's I/O thread.
class AccessLog final : public Observer
{
public:
    /// Of @p quiet nothing is written but what goes wrong.
    explicit AccessLog(LineLog &log, QByteArray quiet = {}) : m_log(log), m_quiet(std::move(quiet)) {}

    struct Totals
    {
        qint64 listeners = 0;
        qint64 published = 0;
        qint64 delivered = 0;
        qint64 refused = 0;
    };
    using MinutePassed = std::function<void(const Totals &now, const Totals &minuteAgo)>;

    /// Who else wants the totals when they are written, in the I/O thread.
    void tellTotals(MinutePassed minutePassed) { m_minutePassed = std::move(minutePassed); }

    void published(const Publication &publication) override;
    void subscribed(const Subscription &subscription) override;
    void unsubscribed(const Subscription &subscription, const QByteArray &reason) override;
    void refused(const RefusedRequest &request) override;
    void routed(const Routing &routing) override;
    void notRouted(const RefusedRouting &refused) override;
    void delivered(int listeners, std::chrono::nanoseconds latency) override;
    void secondPassed() override;

private:
    [[nodiscard]] bool isQuiet(const QByteArray &channel) const { return !m_quiet.isEmpty() && channel == m_quiet; }
    void write(const QByteArray &line);
    void writeTotals();

    LineLog &m_log;
    QByteArray m_quiet; ///< a channel
    MinutePassed m_minutePassed;
    Totals m_now;
    Totals m_minuteAgo;
    int m_seconds = 0;
    qint64 m_notRouted = 0; ///< in this second
    bool m_flushIsDue = false;
};

} // namespace hookbot
