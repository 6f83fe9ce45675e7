#include "app/output/accesslog.h"

#include "broker/event/channel.h"
#include "broker/event/decimal.h"

#include <utility>

namespace hookbot {

namespace {

constexpr int SecondsPerTotals = 60;

/// The maximum number of lines in one second about events that were not routed. Anyone may send such events, so the
/// others are only counted.
constexpr qint64 MostNotRouted = 10;

/// A channel as a person would name it: the empty one is that of `/sub/`.
QByteArray named(const QByteArray &channel)
{
    return channel.isEmpty() ? QByteArray("(all)") : channel;
}

} // namespace

void AccessLog::write(const QByteArray &line)
{
    m_log.write(LogLevel::Info, line);
}

/// Anybody may publish to unsafe channels.
bool AccessLog::isLeftOut(const QByteArray &channel)
{
    return isQuiet(channel) || (ChannelName(channel).isUnsafe() && ++m_unsafe > MostUnsafe);
}

void AccessLog::published(const Publication &publication)
{
    ++m_now.published;
    if (!m_log.wants(LogLevel::Info) || isLeftOut(publication.channel))
        return;
    QByteArray line;
    line.reserve(160);
    line.append("publish ").append(named(publication.channel)).append(": ");
    line.append(Decimal(publication.bytes)).append(" bytes to ");
    line.append(Decimal(publication.listeners)).append(" listeners, id ");
    line.append(Decimal(publication.id)).append(", from ").append(publication.remote);
    write(line);
}

void AccessLog::subscribed(const Subscription &subscription)
{
    ++m_now.listeners;
    if (m_log.wants(LogLevel::Info) && !isQuiet(subscription.channel))
        write("subscribe " + named(subscription.channel) + " from " + subscription.remote);
}

void AccessLog::unsubscribed(const Subscription &subscription, const QByteArray &reason)
{
    --m_now.listeners;
    if (m_log.wants(LogLevel::Info) && !isQuiet(subscription.channel))
        write("close " + named(subscription.channel) + " from " + subscription.remote + ": " + reason);
}

void AccessLog::refused(const RefusedRequest &request)
{
    ++m_now.refused;
    if (!m_log.wants(LogLevel::Info))
        return;
    constexpr int FirstOfServer = 500;
    Refusals &refusals = request.status < FirstOfServer ? m_clientRefusals : m_serverRefusals;
    if (++refusals.count > MostRefusals) {
        ++refusals.leftOut[request.status];
        if (refusals.addresses.size() < MostAddresses)
            refusals.addresses.insert(request.remote);
        return;
    }
    write("refuse " + request.method + ' ' + request.path + " from " + request.remote + ": " + request.reason);
}

void AccessLog::routed(const Routing &routing)
{
    if (!m_log.wants(LogLevel::Info) || isLeftOut(routing.channel))
        return;
    write("route " + routing.router + ": " + routing.channel + " id " + QByteArray::number(routing.id) + ", " +
          QByteArray::number(routing.events) + " events published");
}

void AccessLog::notRouted(const RefusedRouting &refused)
{
    if (++m_notRouted > MostNotRouted)
        return;
    m_log.write(LogLevel::Warning, "router " + refused.router + " refuses " + refused.channel + " id " +
                                       QByteArray::number(refused.id) + " from " + refused.remote + ": " +
                                       refused.reason);
}

void AccessLog::delivered(int listeners, std::chrono::nanoseconds)
{
    m_now.delivered += listeners;
}

void AccessLog::secondPassed()
{
    tellLeftOut();
    if (++m_seconds < SecondsPerTotals)
        return;
    m_seconds = 0;
    writeTotals();
}

void AccessLog::tellLeftOut()
{
    if (const qint64 notRouted = std::exchange(m_notRouted, 0); notRouted > MostNotRouted) {
        m_log.write(LogLevel::Warning,
                    "routers refused " + QByteArray::number(notRouted - MostNotRouted) + " events more in this second");
    }
    if (const qint64 lines = std::exchange(m_unsafe, 0); lines > MostUnsafe) {
        write("unsafe channels: " + QByteArray::number(lines - MostUnsafe) +
              " more lines about their events were suppressed in this second");
    }
    tellLeftOut(m_clientRefusals);
    tellLeftOut(m_serverRefusals);
}

void AccessLog::tellLeftOut(Refusals &refusals)
{
    const Refusals passed = std::exchange(refusals, {});
    if (passed.leftOut.empty())
        return;
    QByteArray line = "refuse " + QByteArray::number(passed.count - MostRefusals) + " more requests in this second (";
    for (const auto &[status, count] : passed.leftOut) {
        line += line.endsWith('(') ? "" : ", ";
        line += QByteArray::number(status) + ": " + QByteArray::number(count);
    }
    write(line + ") from " + QByteArray::number(passed.addresses.size()) +
          (passed.addresses.size() < MostAddresses ? " addresses" : " addresses or more"));
}

void AccessLog::writeTotals()
{
    const auto pair = [](const char *name, qint64 now, qint64 before) {
        const qint64 change = now - before;
        return QByteArray(name) + ' ' + QByteArray::number(now) + " [" + (change < 0 ? "" : "+") +
               QByteArray::number(change) + ']';
    };
    write(pair("listeners", m_now.listeners, m_minuteAgo.listeners) + ", " +
          pair("published", m_now.published, m_minuteAgo.published) + ", " +
          pair("delivered", m_now.delivered, m_minuteAgo.delivered) + ", " +
          pair("refused", m_now.refused, m_minuteAgo.refused));
    if (m_minutePassed)
        m_minutePassed(m_now, m_minuteAgo);
    m_minuteAgo = m_now;
}

} // namespace hookbot
