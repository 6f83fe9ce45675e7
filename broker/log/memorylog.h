#pragma once

#include "broker/log/namenumbers.h"
#include "broker/log/retention.h"
#include "broker/log/searchablelog.h"

#include <deque>
#include <map>
#include <unordered_map>

namespace hookbot {

/// A log in memory, which ends with the process (`--log memory:`). Keeps what its retention allows, and drops the
/// oldest. Events before its beginning count as dropped. Lives in the thread of its owner.
class MemoryLog final : public SearchableLog
{
    Q_OBJECT

public:
    using Now = std::function<std::chrono::system_clock::time_point()>;

    MemoryLog(Retention retention, Now now, QObject *parent = nullptr);

    void appendAll(Batch batch, std::function<void(const Appended &)> done) override;
    [[nodiscard]] std::optional<EventId> position(const QByteArray &name) const override;
    void read(EventId after, const Filter &filter, ReadLimit limit, std::function<void(const Page &)> done) override;
    void find(EventId id, std::function<void(const EventPtr &)> done) override;
    void search(SearchTerms terms, std::function<void(const SearchPage &)> done) override;
    void count(const ChannelCounts::Continuation &from, const ChannelCounts::Terms &terms,
               std::function<void(const ChannelCounts &)> done) override;
    void totals(std::function<void(const LogTotals &)> done) override;
    [[nodiscard]] EventId positionAt(LogClock::Time time) const override;
    [[nodiscard]] EventId head() const override { return m_head; }

private:
    struct Pending
    {
        Batch batch;
        std::function<void(const Appended &)> done;
    };

    using Marks = std::unordered_map<qint64, EventId>; ///< by the number of a name

    /// The safe events, or the unsafe ones, in id order.
    struct Partition
    {
        std::deque<EventPtr> events;
        qint64 bytes = 0;  ///< of memory that the events use
        EventId pruned;    ///< the highest id that was dropped
        EventId forgotten; ///< the same for names that are not in `dropped`
        Marks dropped;     ///< the highest id that was dropped of those filed under a name (filing.h)
    };

    void commit();
    EventId take(Draft draft);
    void prune(Trust trust);
    void dropOldest(Trust trust);
    [[nodiscard]] qint64 mostMarks(Trust trust) const;
    [[nodiscard]] EventId dropped(const Partition &partition, const Filter &filter) const;
    [[nodiscard]] Page pageAfter(EventId after, const Filter &filter, ReadLimit limit) const;
    [[nodiscard]] EventPtr held(EventId id) const;
    [[nodiscard]] SearchPage searchPage(const SearchTerms &terms) const;
    [[nodiscard]] ChannelCounts countsAfter(EventId from, const ChannelCounts::Terms &terms) const;
    [[nodiscard]] LogTotals currentTotals() const;

    Retention m_retention;
    Now m_now;
    LogClock m_clock;
    NameNumbers m_numbers{ NameNumbers::newKey() };
    std::vector<Pending> m_pending; ///< appended in this turn of the loop, committed in the next
    ByTrust<Partition> m_partitions;
    std::map<QByteArray, EventId> m_positions;
    EventId m_head;
};

} // namespace hookbot
