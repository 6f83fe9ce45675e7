#pragma once

#include "broker/event/channel.h"
#include "broker/event/event.h"
#include "broker/log/damagedevent.h"
#include "broker/log/logclock.h"

#include <QtCore/QObject>
#include <QtCore/QString>

#include <functional>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace hookbot {

/// The one log that everything reads (docs/architecture.md): publishing appends to it, live listeners are cursors at
/// its head, all other listeners are cursors behind it.
///
/// Asynchronous: no call answers before it has returned, and answers arrive on the log's own thread, in the event loop.
/// An implementation may keep events in memory, in a file, or share them with other nodes.
class EventLog : public QObject
{
    Q_OBJECT

public:
    /// The result of an append: the id, or why the event was not stored. The reason is for an administrator.
    struct Appended
    {
        EventId id;
        QString error;

        [[nodiscard]] bool ok() const { return error.isEmpty(); }
    };

    /// How far a reader has come that must process each event exactly once. The log keeps it under a name.
    struct Position
    {
        QByteArray name;
        EventId upTo;
    };

    /// Appended as a unit: all of it or nothing.
    struct Batch
    {
        std::vector<Draft> drafts;
        std::optional<Position> position; ///< of the reader that made the drafts from what it has read up to there
    };

    /// The size of a page: the event that reaches one of the limits is the last. A page has at least one event if
    /// any matches, however small the limits are.
    struct ReadLimit
    {
        qsizetype events = 1000;
        qint64 bytes = 1024LL * 1024;
    };

    /// A piece of the log, read for one filter.
    struct Page
    {
        std::vector<EventPtr> events; ///< that match, in id order
        EventId upTo;                 ///< the page is complete up to this id
        /// The highest id that retention has dropped among what the filter matches; zero if none. A log that does not
        /// know it for each channel reports a higher one.
        EventId pruned;
        EventId oldest; ///< if `pruned` is beyond the start: the first id after it that matches; zero if none
        QString error;  ///< why the log could not be read; then the other fields are meaningless
        /// Probable matches that cannot be read back. They are skipped, and are not among `events`.
        std::vector<DamagedEvent> damaged = {};

        /// Whether a reader that has received everything up to @p position has missed an event for good. One that
        /// begins with the oldest event (zero) has missed nothing.
        [[nodiscard]] bool hasGapAfter(EventId position) const { return pruned > position && position > EventId(); }
    };

    using QObject::QObject;

    /// Opens the storage. Call it once, before anything else. The error tells an administrator what to do.
    [[nodiscard]] virtual tl::expected<void, QString> open() { return {}; }

    /// Appends an event, and answers once it is committed. Events of safe channels are committed in the order of their
    /// appends, and so are those of unsafe channels; a safe event may be committed before an unsafe one that was
    /// appended earlier. For each event, committed() comes first and its answer next, before anything of the event
    /// after it.
    void append(Draft draft, std::function<void(const Appended &)> done)
    {
        Batch batch;
        batch.drafts.push_back(std::move(draft));
        appendAll(std::move(batch), std::move(done));
    }

    /// Appends several events and a position. Answers with the id of the last event; zero if there are none.
    virtual void appendAll(Batch batch, std::function<void(const Appended &)> done) = 0;

    /// The last position that was kept under this name; nullopt if there is none.
    [[nodiscard]] virtual std::optional<EventId> position(const QByteArray &name) const = 0;

    /// Reads what matches @p filter after the event @p after (zero: from the beginning).
    virtual void read(EventId after, const Filter &filter, ReadLimit limit, std::function<void(const Page &)> done) = 0;

    /// Finds the event with this id. Answers with null if the log does not have it (any more) or cannot read it.
    virtual void find(EventId id, std::function<void(const EventPtr &)> done) = 0;

    /// The id after which all events were appended at @p time or later, whatever the clock has done since. Use it
    /// instead of comparing ids with times.
    [[nodiscard]] virtual EventId positionAt(LogClock::Time time) const { return LogClock().positionAt(time); }

    /// The id of the last committed event; zero if there is none.
    [[nodiscard]] virtual EventId head() const = 0;

Q_SIGNALS:
    /// An event is committed: no crash can undo it. Emitted in id order, once for each event.
    void committed(const hookbot::EventPtr &event);

    /// The log has not accepted events, and why, for an administrator: the disk is full, for instance. Emitted for each
    /// failed append, before its answer.
    void troubled(const QString &why);

    /// The log accepts events again: the first append after troubled() that did not fail.
    void recovered();

    /// An event cannot be read back, and is passed over. Each once in the life of a log.
    void damaged(const hookbot::DamagedEvent &event);
};

} // namespace hookbot
