#pragma once

#include "broker/event/channel.h"
#include "broker/event/event.h"
#include "broker/log/census.h"
#include "broker/log/logclock.h"
#include "broker/log/look.h"

#include <QtCore/QObject>

#include <functional>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace hookbot {

/// The one log that everything reads (docs/architecture.md): publishing appends to it, live listeners are cursors at
/// its head, all others are cursors behind it.
///
/// Everything is asynchronous: no call answers before it has returned, and answers come on the log's own thread, in the
/// event loop. What fulfils these terms may keep its events in memory, in a file, or share them with other nodes.
class EventLog : public QObject
{
    Q_OBJECT

public:
    /// What became of an append: the id, or why the event was not taken; the reason is for an administrator.
    struct Appended
    {
        EventId id;
        QString error;

        [[nodiscard]] bool ok() const { return error.isEmpty(); }
    };

    /// How far somebody has come who must not go over the same events twice. The log keeps it under a name.
    struct Place
    {
        QByteArray name;
        EventId upTo;
    };

    /// What is taken in as one: all of it or nothing.
    struct Batch
    {
        std::vector<Draft> drafts;
        std::optional<Place> place; ///< of whoever made the drafts of what it has read up to there
    };

    /// How much one read gives: the event that reaches one of them is its last. However small they are, it is never
    /// nothing where something matches.
    struct ReadLimit
    {
        qsizetype events = 1000;
        qint64 bytes = 1024LL * 1024;
    };

    /// A piece of the log, read for one filter.
    struct Page
    {
        std::vector<EventPtr> events; ///< that match, in id order
        EventId upTo;                 ///< everything that matches up to this id has been given
        /// The highest id that retention has dropped of what the filter matches; zero for none. A log that cannot tell
        /// for so many channels gives a higher one.
        EventId pruned;
        EventId oldest; ///< where `pruned` is beyond the start: the first id after it that matches; zero for none
        QString error;  ///< why the log could not be read; then the rest says nothing
        /// What matches, as far as one can tell, and cannot be read back: passed over, and not among `events`.
        std::vector<DamagedEvent> damaged = {};

        /// Whether one who has heard everything up to @p place has missed something for good. Who begins with the
        /// oldest event (zero) takes what there is.
        [[nodiscard]] bool hasGapAfter(EventId place) const { return pruned > place && place > EventId(); }
    };

    using QObject::QObject;

    /// Opens what the events are kept in; once, before anything else. The error says what to do.
    [[nodiscard]] virtual tl::expected<void, QString> open() { return {}; }

    /// Takes an event in, and answers once it is committed. Events of safe channels are committed in the order of their
    /// appends, and so are those of unsafe ones; a safe event may be committed before an unsafe one that was appended
    /// earlier. For each event committed() comes first and its answer next, before anything of the event after it.
    void append(Draft draft, std::function<void(const Appended &)> done)
    {
        Batch batch;
        batch.drafts.push_back(std::move(draft));
        appendAll(std::move(batch), std::move(done));
    }

    /// Takes several in, with a place, and answers with the id of the last, zero where there is none.
    virtual void appendAll(Batch batch, std::function<void(const Appended &)> done) = 0;

    /// The place that was kept last under this name; nothing where none was.
    [[nodiscard]] virtual std::optional<EventId> place(const QByteArray &name) const = 0;

    /// Reads what matches @p filter after the event @p after (zero: from the beginning).
    virtual void read(EventId after, const Filter &filter, ReadLimit limit, std::function<void(const Page &)> done) = 0;

    /// The event of that id, or a null pointer where the log does not hold it (any more) or cannot read it.
    virtual void find(EventId id, std::function<void(const EventPtr &)> done) = 0;

    /// Looks back, a piece at a time, for somebody who looks for something: at the events there are, in either
    /// direction.
    virtual void look(Look look, std::function<void(const View &)> done) = 0;

    /// Counts what there is of each channel, a step at a time.
    virtual void count(const Census::Place &from, const Census::Terms &terms,
                       std::function<void(const Census &)> done) = 0;

    /// What there is in all; that costs little.
    virtual void weigh(std::function<void(const Holdings &)> done) = 0;

    /// The id after which all events were taken in at @p time or later, whatever the clock has done since: for who
    /// means a time.
    [[nodiscard]] virtual EventId positionAt(LogClock::Time time) const { return LogClock().positionAt(time); }

    /// The id of the last committed event; zero for none.
    [[nodiscard]] virtual EventId head() const = 0;

Q_SIGNALS:
    /// An event is committed: no crash can take it back. In id order, each once.
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
