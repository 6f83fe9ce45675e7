#pragma once

#include "broker/event/channel.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QPair>
#include <QtCore/QString>

#include <chrono>
#include <optional>

/// What a Monitor reports of a broker: plain values, copied freely, independent of what they were made from.
///
/// Channels are named as everywhere in the broker: bytes, `a/b` or `/unsafe/a/b` (broker/event/channel.h). Ids are
/// those of the log; zero is none. Times are the server's.
namespace hookbot {

/// The health of the server, measured by a test event that goes through its own port and comes back.
struct Health
{
    enum class State {
        Unknown, ///< nothing was tried yet, or nothing can be expected: paused, stopped
        Healthy,
        Unwell
    };

    State state = State::Unknown;
    std::chrono::system_clock::time_point since;                    ///< when this state began
    std::optional<std::chrono::system_clock::time_point> lastHeard; ///< the last test event that came back
    QString reason;                                                 ///< of Unwell: what failed, and what to do
};

struct ServerStatus
{
    enum class State {
        Starting,
        Serving,
        Paused, ///< listeners stay and receive nothing new; publishers get 503
        Failed  ///< it could not start: see trouble
    };

    struct Log
    {
        QString file; ///< empty: events are in memory, and end with the program
        qint64 events = 0;
        qint64 bytes = 0; ///< as retention weighs them
        qint64 maxBytes = 0;
        std::optional<std::chrono::system_clock::time_point> oldest; ///< of the oldest event it holds
    };

    State state = State::Starting;
    QString address; ///< host:port where it listens; empty if it does not
    bool isTls = false;
    QString trouble; ///< of Failed: why, and what to do about it
    int listeners = 0;
    qint64 eventsToday = 0; ///< since midnight, where the server is
    Log log;
    Health health;
};

/// A channel that has listeners, or events in the log.
struct ChannelStatus
{
    static constexpr int Minutes = 60;

    QByteArray name;      ///< ends in `/` for a prefix that somebody subscribes to
    int listeners = 0;    ///< of exactly this name
    qint64 events = 0;    ///< in the log
    qint64 lastEvent = 0; ///< id
    std::optional<std::chrono::system_clock::time_point> lastTime; ///< of the last event
    QList<int> perMinute; ///< events in each of the last minutes, the present one last; at most Minutes

    [[nodiscard]] bool isUnsafe() const { return ChannelName(name).isUnsafe(); }
};

/// What is new of channels since the last one.
struct ChannelsChange
{
    bool isAll = false; ///< `changed` is all there are: forget the others
    QList<ChannelStatus> changed;
    QList<QByteArray> gone;
    qint64 leftOut = 0; ///< number of further channels, without a recent event, that a Monitor does not remember
};

struct ListenerStatus
{
    enum class Transport { WebSocket, EventStream };

    qint64 id = 0;      ///< of this connection; never used twice
    QByteArray channel; ///< or the prefix that it subscribes to
    QByteArray remote;
    QByteArray program; ///< its User-Agent, as sent; empty if it sent none
    Transport transport = Transport::WebSocket;
    bool isJson = false; ///< it receives events as JSON, not their bodies
    std::chrono::system_clock::time_point since;
    qint64 delivered = 0; ///< events
    qint64 queuedBytes = 0;
    qint64 behind = 0; ///< up to this many events behind; zero: it is live
};

/// A row of the list of events: everything of an event except what can be long.
struct EventSummary
{
    qint64 id = 0;
    std::chrono::system_clock::time_point time;
    QByteArray channel;
    QByteArray method;
    QByteArray contentType;         ///< as sent; empty if none was sent
    QByteArray remote;              ///< the publisher's address
    qint64 size = 0;                ///< bytes of the body
    QString service;                ///< `GitHub`, `Stripe`, …; empty if unknown
    QString kind;                   ///< `push`, `pull_request opened`, `invoice.paid`, else `POST json`: a few words
    QString text;                   ///< who did what, from the payload: a line; empty if unknown
    std::optional<int> deliveredTo; ///< listeners that received it at once; not set if no longer known
    qint64 replayOf = 0;            ///< id of the event that this one repeats

    [[nodiscard]] bool isUnsafe() const { return ChannelName(channel).isUnsafe(); }
};

struct EventDetail
{
    EventSummary summary;
    QByteArray query;                             ///< as sent, without the `?`
    QList<QPair<QByteArray, QByteArray>> headers; ///< in the order they came
    QByteArray body;
};

/// Events that arrived since the previous eventsArrived().
struct Arrivals
{
    qint64 count = 0;
    QList<EventSummary> newest; ///< the last of them, in id order; all, where there are `count` of them
    [[nodiscard]] bool isAll() const { return newest.size() == count; }
};

/// Which events to look for: those for which all that is set is true.
struct EventQuery
{
    enum class Direction {
        Older, ///< than `from`, the newest of them first
        Newer  ///< than `from`, the oldest of them first
    };

    std::optional<QByteArray> channel; ///< the name of a Filter: channel or prefix; not set: all, unsafe ones too
    QString text; ///< each word is in the channel, a header, the query or the body, in any case of its letters
    QString kind; ///< begins the summary's `kind` or `service`, in any case
    std::optional<std::chrono::system_clock::time_point> notBefore;
    std::optional<qint64> replayOf;

    Direction direction = Direction::Older;
    qint64 from = 0; ///< id; zero: from the end of the log, or from its beginning
    int limit = 100;

    /// Whether an event matches, as far as its summary shows: `text`, and the piece that is asked for, are left out.
    [[nodiscard]] bool fits(const EventSummary &event) const;

    bool operator==(const EventQuery &) const = default;
};

/// A piece of an answer: one request looks at a bounded number of events, so that no other request waits long.
struct EventsPage
{
    QList<EventSummary> events; ///< in the query's direction
    qint64 upTo = 0;            ///< everything that matches up to this id is included: continue with this as `from`
    bool isEnd = false;         ///< there is nothing beyond
    QString error;              ///< why the log could not be read; then the rest is meaningless
};

/// An event that the window makes.
struct NewEvent
{
    QByteArray channel;
    QByteArray method = "POST";
    QByteArray query;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
    qint64 replayOf = 0; ///< the event that it was made from, if it was
};

/// The result of an action.
struct Outcome
{
    QString error;     ///< empty if it was done; else what happened, and what to do
    qint64 id = 0;     ///< of the event that was published
    int listeners = 0; ///< that received it at once

    [[nodiscard]] bool ok() const { return error.isEmpty(); }
};

/// What a person wants to open.
struct AccessRequest
{
    QByteArray channel;       ///< as people write it: `a/b`, with or without a slash at its end
    bool isRecursive = false; ///< everything below it
    bool isUnsafe = false;    ///< anybody may publish; listeners must confirm that they know
    bool isSha1 = false;      ///< tokens for servers before 0.19
    QByteArray extraMetadata; ///< `github`, `headers`, or empty for none
};

struct Access
{
    QString publishUrl;   ///< with its token, but for unsafe channels, which need none to publish
    QString subscribeUrl; ///< with its token
    QString publishToken;
    QString subscribeToken;
    QString error; ///< what is wrong with the channel; then the rest is empty
};

/// What a token opens.
struct TokenExplanation
{
    bool isGood = false;
    QString why;                ///< a sentence: what it is the token of, or why it opens nothing
    QList<QByteArray> channels; ///< live and recent ones that it opens
};

} // namespace hookbot
