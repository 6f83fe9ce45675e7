#include "tests/bench/load/ledger.h"

#include <algorithm>

namespace hookbot {

Ledger::Ledger(const Shape &shape)
    : m_channels(shape.channels),
      m_listenersOf(size_t(shape.channels)),
      m_posts(size_t(shape.events)),
      m_heard(size_t(shape.listeners)),
      m_acceptedOf(size_t(shape.channels))
{
    for (int listener = 0; listener < shape.listeners; ++listener)
        ++m_listenersOf[size_t(channelOf(listener))];
}

std::chrono::microseconds Ledger::since(int event, Clock::time_point time) const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(time - m_posts[size_t(event)].time);
}

void Ledger::posted(int event, Clock::time_point time)
{
    m_posts[size_t(event)].time = time;
}

void Ledger::accepted(int event, std::int64_t id, Clock::time_point time)
{
    m_posts[size_t(event)].id = id;
    const auto channel = size_t(channelOf(event));
    ++m_accepted;
    ++m_acceptedOf[channel];
    m_expected += m_listenersOf[channel];
    m_answerTimes.push_back(since(event, time));
}

void Ledger::heard(int listener, int event, Clock::time_point time)
{
    if (event < 0 || size_t(event) >= m_posts.size() || channelOf(event) != channelOf(listener)) {
        heardWrong();
        return;
    }
    ++m_delivered;
    m_heard[size_t(listener)].push_back(event);
    m_deliveryTimes.push_back(since(event, time));
}

bool Ledger::isComplete() const
{
    return m_accepted + m_refused == long(m_posts.size()) && m_delivered >= m_expected;
}

Ledger::Totals Ledger::totals() const
{
    Totals totals{ .published = m_accepted,
                   .refused = m_refused,
                   .expected = m_expected,
                   .delivered = m_delivered,
                   .wrong = m_wrong };
    for (size_t listener = 0; listener < m_heard.size(); ++listener) {
        std::vector<std::int64_t> ids;
        for (const int event : m_heard[listener]) {
            if (const std::int64_t id = m_posts[size_t(event)].id; id > 0)
                ids.push_back(id);
            else
                ++totals.wrong; // refused, but delivered
        }
        for (size_t i = 1; i < ids.size(); ++i)
            totals.reordered += ids[i] < ids[i - 1] ? 1 : 0;
        std::ranges::sort(ids);
        const auto repeated = std::unique(ids.begin(), ids.end());
        totals.duplicated += long(ids.end() - repeated);
        totals.lost += m_acceptedOf[size_t(channelOf(int(listener)))] - long(repeated - ids.begin());
    }
    return totals;
}

} // namespace hookbot
