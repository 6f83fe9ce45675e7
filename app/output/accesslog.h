#pragma once

#include "app/output/linelog.h"
#include "broker/monitor/observer.h"

#include <QtCore/QSet>

#include <functional>
#include <map>

namespace hookbot {

/// Writes what an Observer hears to the log: a line for each publish, subscription, refusal and close, and one a minute
/// with the totals and what they changed by. What anybody can cause without a token gets no more than some lines a
/// second, and then one with the numbers of the others. Lives in the broker's I/O thread.
class AccessLog final : public Observer
{
public:
    /// Of @p quiet nothing is written but what goes wrong.
    explicit AccessLog(LineLog &log, QByteArray quiet = {}) : m_log(log), m_quiet(std::move(quiet)) {}
    ~AccessLog() override { tellLeftOut(); }

    /// So many refusals get a line each in one second: of those that blame the client, and again of the server's own
    /// (5xx).
    static constexpr qint64 MostRefusals = 10;

    /// So many lines about events of unsafe channels, in one second.
    static constexpr qint64 MostUnsafe = 100;

    /// So many addresses are told apart.
    static constexpr qsizetype MostAddresses = 1000;

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
    /// Refusals of one second.
    struct Refusals
    {
        qint64 count = 0;
        std::map<int, qint64> leftOut; ///< by status: those that got no line
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
