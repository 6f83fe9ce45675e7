#include "broker/watching/recentarrivals.h"

#include <iterator>

namespace hookbot {

namespace {

constexpr size_t MostArrivals = 200;
constexpr qsizetype MostBytes = qsizetype(4) * 1024 * 1024;

/// Bytes of a body that are used for its summary.
constexpr qsizetype LongestBody = qsizetype(16) * 1024;

qsizetype weightOf(const Event &event)
{
    return qsizetype(sizeof(Event)) + event.channel.size() + event.method.size() + event.query.size() +
           event.headers.bytes().size() + event.remote.size() + event.body.size();
}

} // namespace

void RecentArrivals::add(const EventPtr &event, int listeners)
{
    Arrival arrival{ event, event->body.size(), listeners };
    if (event->body.size() > LongestBody) {
        auto shortened = std::make_shared<Event>(*event);
        shortened->body = QByteArray(event->body.constData(), LongestBody);
        arrival.event = std::move(shortened);
    }
    m_bytes += weightOf(*arrival.event);
    m_arrivals.push_back(std::move(arrival));
    while (m_arrivals.size() > MostArrivals || (m_bytes > MostBytes && m_arrivals.size() > 1)) {
        m_bytes -= weightOf(*m_arrivals.front().event);
        m_arrivals.pop_front();
    }
}

void RecentArrivals::clear()
{
    m_arrivals.clear();
    m_bytes = 0;
}

std::vector<RecentArrivals::Arrival> RecentArrivals::take()
{
    std::vector<Arrival> taken(std::make_move_iterator(m_arrivals.begin()), std::make_move_iterator(m_arrivals.end()));
    clear();
    return taken;
}

} // namespace hookbot
