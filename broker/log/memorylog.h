#pragma once

#include "eventlog.h"

#include <deque>

namespace hookbot {

/// An EventLog that lives in memory and ends with the process (`--log memory:`). It keeps the newest events up to a
/// number and a weight, and drops the oldest. What came before it began counts as dropped. Lives in the thread of its
/// owner.
class MemoryLog final : public EventLog
{
    Q_OBJECT

public:
    struct Retention
    {
        qsizetype events = 1'000'000;
        qint64 bytes = 64LL * 1024 * 1024; ///< as weighed by weight(): bodies and headers, not what holds them
    };
    using Now = std::function<std::chrono::system_clock::time_point()>;

    MemoryLog(Retention retention, Now now, QObject *parent = nullptr);

    void append(Draft draft, std::function<void(const Appended &)> done) override;
    void read(EventId after, const Filter &filter, ReadLimit limit, std::function<void(const Page &)> done) override;
    void find(EventId id, std::function<void(const EventPtr &)> done) override;
    [[nodiscard]] EventId head() const override { return m_head; }

private:
    struct Pending
    {
        Draft draft;
        std::function<void(const Appended &)> done;
    };

    void commit();
    void prune();
    [[nodiscard]] Page pageAfter(EventId after, const Filter &filter, ReadLimit limit) const;
    static qint64 weight(const Event &event);

    Retention m_retention;
    Now m_now;
    std::vector<Pending> m_pending; ///< appended in this turn of the loop, committed in the next
    std::deque<EventPtr> m_events;
    qint64 m_bytes = 0;
    EventId m_head;
    EventId m_pruned;
};

} // namespace hookbot
