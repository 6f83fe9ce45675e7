#pragma once

#include "broker/log/eventlog.h"
#include "broker/log/namenumbers.h"
#include "broker/log/retention.h"

#include <deque>
#include <map>
#include <unordered_map>

namespace hookbot {

/// An EventLog that lives in memory and ends with the process (`--log memory:`). It keeps what its retention allows,
/// and drops the oldest. What came before it began counts as dropped. Lives in the thread of its owner.
class MemoryLog final : public EventLog
{
    Q_OBJECT

public:
    using Now = std::function<std::chrono::system_clock::time_point()>;

    MemoryLog(Retention retention, Now now, QObject *parent = nullptr);

    void appendAll(Batch batch, std::function<void(const Appended &)> done) override;
    [[nodiscard]] std::optional<EventId> place(const QByteArray &name) const override;
    void read(EventId after, const Filter &filter, ReadLimit limit, std::function<void(const Page &)> done) override;
    void find(EventId id, std::function<void(const EventPtr &)> done) override;
    void look(Look look, std::function<void(const View &)> done) override;
    void count(const Census::Place &from, const Census::Terms &terms,
               std::function<void(const Census &)> done) override;
    void weigh(std::function<void(const Holdings &)> done) override;
    [[nodiscard]] EventId positionAt(LogClock::Time time) const override;
    [[nodiscard]] EventId head() const override { return m_head; }

private:
    struct Pending
    {
        Batch batch;
        std::function<void(const Appended &)> done;
    };

    using Marks = std::unordered_map<qint64, EventId>; ///< by the number of a name

    /// What is kept of the safe events, or of the unsafe ones; in id order.
    struct Shelf
    {
        std::deque<EventPtr> events;
        qint64 bytes = 0;  ///< of memory that the events take
        EventId pruned;    ///< the highest id that was dropped
        EventId forgotten; ///< the same for names that are not in `dropped`
        Marks dropped;     ///< the highest id that was dropped of what is filed under a name (hearing.h)
    };

    void commit();
    EventId take(Draft draft);
    void prune(Trust trust);
    void dropOldest(Trust trust);
    [[nodiscard]] qint64 mostMarks(Trust trust) const;
    [[nodiscard]] EventId dropped(const Shelf &shelf, const Filter &filter) const;
    [[nodiscard]] Page pageAfter(EventId after, const Filter &filter, ReadLimit limit) const;
    [[nodiscard]] EventPtr held(EventId id) const;
    [[nodiscard]] View viewOf(const Look &look) const;
    [[nodiscard]] Census censusAfter(EventId from, const Census::Terms &terms) const;
    [[nodiscard]] Holdings holdings() const;

    Retention m_retention;
    Now m_now;
    LogClock m_clock;
    NameNumbers m_numbers{ NameNumbers::newKey() };
    std::vector<Pending> m_pending; ///< appended in this turn of the loop, committed in the next
    ByTrust<Shelf> m_shelves;
    std::map<QByteArray, EventId> m_places;
    EventId m_head;
};

} // namespace hookbot
