#pragma once

#include "broker/monitor/monitor.h"
#include "ui/events/eventrows.h"

namespace hookbot {

/// Reads the log for an EventsModel, one question to the Monitor at a time. What is wanted meanwhile is asked next:
/// first Probing, then Newer, then Older.
///
///     begin(), from any stage
///        |
///        v
///     Beginning --first page--> Idle <--page---+-- Probing  above the head: events that were not reported
///        |    ^                  |             +-- Newer    above the first row
///      error  begin()            +---want()--->+-- Older    below the last row
///        v    |
///       (stays Beginning, with an error)
///
/// An error in Probing, Newer or Older leads to Idle, and drops what is wanted. GUI thread.
class EventReading final : public QObject
{
    Q_OBJECT

public:
    enum class Stage { Idle = 0x0, Beginning = 0x1, Probing = 0x2, Newer = 0x4, Older = 0x8 };
    Q_DECLARE_FLAGS(Stages, Stage)

    static constexpr int PageSize = 200;

    /// Both outlive it.
    EventReading(Monitor &monitor, const EventRows &rows, QObject *parent = nullptr);

    /// Starts from the head, with @p filter; its direction, place and limit are ignored. Answers to earlier questions
    /// are dropped.
    void begin(const EventQuery &filter);

    /// Reads a page for @p stage, now or after what is being read. Once wanted, it is not wanted twice.
    void want(Stage stage);
    void cancel(Stage stage);

    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] bool isWanted(Stage stage) const { return m_wanted.testFlag(stage); }

    /// Older events are read, or will be.
    [[nodiscard]] bool isReadingOlder() const;

    /// Of the last page that could not be read; empty if there is none.
    [[nodiscard]] QString error() const { return m_error; }
    void clearError() { m_error.clear(); }

Q_SIGNALS:
    /// The newest event of the log, the first answer after begin(). The rows have to begin there when this returns.
    void headFound(qint64 head);

    /// A page without an error, read from @p from. The stage ends when this returns; until then want() only remembers.
    void answered(const hookbot::EventsPage &page, qint64 from);

    /// isReadingOlder() or error() changed.
    void changed();

private:
    void ask(const EventQuery &query, void (EventReading::*take)(const EventsPage &, qint64));
    void findPage(EventQuery::Direction direction, qint64 from);
    void takeHead(const EventsPage &page, qint64 from);
    void takePage(const EventsPage &page, qint64 from);
    void readNext();

    Monitor &m_monitor;
    const EventRows &m_rows;
    EventQuery m_filter;
    Stage m_stage = Stage::Idle;
    Stages m_wanted;
    int m_generation = 0; ///< of begin(): an answer to an earlier one is stale
    QString m_error;
};

} // namespace hookbot
