#pragma once

#include "broker/event/eventid.h"

#include <optional>
#include <vector>

namespace hookbot {

/// The number of listeners that received each of the newest events at once: as many events as fit in 2 MB. A plain
/// value.
class DeliveryCounts
{
public:
    static constexpr size_t Most = 100'000;

    /// Ids grow.
    void add(EventId id, int listeners)
    {
        if (m_entries.size() < Most) {
            m_entries.push_back({ id, listeners });
        } else {
            m_entries[m_oldest] = { id, listeners };
            m_oldest = (m_oldest + 1) % Most;
        }
    }

    /// Nullopt if it is not known, or no longer.
    [[nodiscard]] std::optional<int> of(EventId id) const
    {
        const size_t at = firstAfter({ id.value - 1 });
        if (at == m_entries.size() || entry(at).id != id)
            return std::nullopt;
        return entry(at).listeners;
    }

    /// How many of the known events came after this one; nullopt if there may have been others.
    [[nodiscard]] std::optional<qint64> countAfter(EventId id) const
    {
        if (m_entries.empty() || id < entry(0).id)
            return std::nullopt;
        return qint64(m_entries.size() - firstAfter(id));
    }

private:
    struct Entry
    {
        EventId id;
        int listeners;
    };

    [[nodiscard]] const Entry &entry(size_t age) const { return m_entries[(m_oldest + age) % m_entries.size()]; }

    /// By age; their number where there is none.
    [[nodiscard]] size_t firstAfter(EventId id) const
    {
        size_t begin = 0;
        size_t end = m_entries.size();
        while (begin < end) {
            const size_t middle = begin + (end - begin) / 2;
            if (entry(middle).id <= id)
                begin = middle + 1;
            else
                end = middle;
        }
        return begin;
    }

    std::vector<Entry> m_entries;
    size_t m_oldest = 0; ///< where it is, once they go round
};

} // namespace hookbot
