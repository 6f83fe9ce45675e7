#pragma once

#include "broker/event/event.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <chrono>

namespace hookbot {

/// A publish that the log has committed.
struct Publication
{
    qint64 id = 0; ///< of the event; protocol, section 6
    QByteArray channel;
    qint64 bytes = 0;  ///< of the body
    int listeners = 0; ///< that received it at once
    QByteArray remote; ///< the publisher's address
};

/// One listener's connection.
struct Subscription
{
    QByteArray channel; ///< or the prefix that it subscribes to
    QByteArray remote;
};

/// A request that was not served. Never holds a token, nor a query (some put secrets there).
struct RefusedRequest
{
    int status = 0;
    QByteArray reason; ///< the line of the answer
    QByteArray method;
    QByteArray path; ///< as sent, not decoded; empty if none could be read
    QByteArray remote;
};

/// What a router has made of an event. The events that it makes are no publications.
struct Routing
{
    QByteArray router;
    QByteArray channel; ///< of the event
    qint64 id = 0;      ///< of the event
    int events = 0;     ///< that came of it
};

/// An event that a router did not pass on, or not everywhere. Never holds a secret, a signature, nor anything of the
/// event's body.
struct RefusedRouting
{
    QByteArray router;
    QByteArray kind;   ///< one of signature, malformed, channel, fatal
    QByteArray reason; ///< a line
    QByteArray channel;
    qint64 id = 0;
    QByteArray remote; ///< the publisher's address
};

/// Receives what happens in a broker as it happens: the access log, the metrics and a window get the same calls. All of
/// them come in the broker's I/O thread. An implementation must not block; what is needed in another thread, it passes
/// on.
class Observer
{
public:
    Observer() = default;
    Observer(const Observer &) = delete;
    Observer &operator=(const Observer &) = delete;
    virtual ~Observer();

    virtual void connected() {}
    virtual void disconnected() {}
    /// The log has committed an event and the hub has delivered it, to this number of listeners at once: a publication,
    /// or what a router made. Before published().
    virtual void committed(const EventPtr & /*event*/, int /*listeners*/) {}
    virtual void published(const Publication &) {}
    virtual void subscribed(const Subscription &) {}
    virtual void unsubscribed(const Subscription &, const QByteArray & /*reason*/) {}
    virtual void refused(const RefusedRequest &) {}
    virtual void routed(const Routing &) {}
    virtual void notRouted(const RefusedRouting &) {}

    /// An event of the log cannot be read back, and is passed over; once for each.
    virtual void damaged(qint64 /*id*/) {}

    /// The log has not accepted an event, and why, for an administrator; for each failed append.
    virtual void logTroubled(const QString & /*why*/) {}

    /// The log accepts events again.
    virtual void logRecovered() {}

    /// Frames were given to the kernel or queued for listeners, @p latency after the last byte of the publish had come.
    virtual void delivered(int /*listeners*/, std::chrono::nanoseconds /*latency*/) {}

    /// Once a second.
    virtual void secondPassed() {}
};

} // namespace hookbot
