#pragma once

#include "app/output/linelog.h"
#include "broker/monitor/observer.h"

#include <QtCore/QSet>

#include <functional>
#include <map>

namespace hookbot {

/// An Observer that writes a line to the log for each publish, subscription, refusal and close, and one a minute with
/// the totals and their changes. Events that clients can cause without a token get a limited number of lines a second,
/// and one line with the number of the others. Lives in the broker's I/O thread.
class AccessLog final : public Observer
{
public:
    /// Of the channel @p quiet, only refusals and failures are written.
    explicit AccessLog(LineLog &log, QByteArray quiet = {}) : m_log(log), m_quiet(std::move(quiet)) {}
    ~AccessLog() override { tellLeftOut(); }

    /// The maximum number of lines about refusals in one second: of those that are the client's fault, and likewise of
    /// the server's own (5xx).
    static constexpr qint64 MostRefusals = 10;

    /// The maximum number of lines about events of unsafe channels in one second.
    static constexpr qint64 MostUnsafe = 100;

    /// The maximum number of addresses that are counted.
    static constexpr qsizetype MostAddresses = 1000;

    struct Totals
    {
        qint64 listeners = 0;
        qint64 published = 0;
        qint64 delivered = 0;
        qint64 refused = 0;
    };
    using MinutePassed = std::function<void(const Totals &now, const Totals &minuteAgo)>;

    /// Sets a function that also gets the totals when they are written, in the I/O thread.
    void reportTotals(MinutePassed minutePassed) { m_minutePassed = std::move(minutePassed); }

    void published(const Publication &publication) override;
    void subscribed(const Subscription &subscription) override;
    void unsubscribed(const Subscription &subscription, const QByteArray &reason) override;
    void refused(const RefusedRequest &request) override;
    void routed(const Routing &routing) override;
    void notRouted(const RefusedRouting &refused) override;
    void delivered(int listeners, std::chrono::nanoseconds latency) override;
    void secondPassed() override;

private:
    /// Refusals of one second.
    struct Refusals
    {
        qint64 count = 0;
        std::map<int, qint64> leftOut; ///< by status: refusals without a line
        QSet<QByteArray> addresses;    ///< of these
    };

    [[nodiscard]] bool isQuiet(const QByteArray &channel) const { return !m_quiet.isEmpty() && channel == m_quiet; }
    [[nodiscard]] bool isLeftOut(const QByteArray &channel);
    void write(const QByteArray &line);
    void writeTotals();
    void tellLeftOut();
    void tellLeftOut(Refusals &refusals);

    LineLog &m_log;
    QByteArray m_quiet; ///< a channel
    MinutePassed m_minutePassed;
    Totals m_now;
    Totals m_minuteAgo;
    int m_seconds = 0;
    qint64 m_notRouted = 0; ///< in this second
    qint64 m_unsafe = 0;    ///< lines about unsafe channels, in this second
    Refusals m_clientRefusals;
    Refusals m_serverRefusals;
};

} // namespace hookbot
