#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QObject>

#include <functional>

namespace hookbot {

/// A broker as a window sees it: its state, its changes, and what a person may do with it.
///
/// Everything is asynchronous: a request returns at once, and its answer comes later in the event loop of the Monitor's
/// thread, which is also its user's; never before the request has returned, and not at all once the context object of
/// the request is gone. Frequent changes are signalled together, a few times a second, and only for the interests that
/// are set; the broker never waits for a window. So the broker may be in this process or on the other side of a
/// network.
class Monitor : public QObject
{
    Q_OBJECT

public:
    /// What is collected and signalled. A hidden window asks for less.
    enum class Interest {
        Nothing = 0,
        Channels = 1,
        Listeners = 2,
        Arrivals = 4,
    };
    Q_DECLARE_FLAGS(Interests, Interest)

    template<typename T>
    using Answer = std::function<void(const T &)>;

    using QObject::QObject;
    ~Monitor() override;

    /// The latest status. Changes of state are signalled at once, counters at most once a second; no Interest is
    /// needed.
    [[nodiscard]] virtual ServerStatus status() const = 0;

    /// From now on. A new interest begins with everything there is.
    virtual void setInterests(Interests interests) = 0;

    virtual void findEvents(const EventQuery &query, const QObject *context, Answer<EventsPage> answer) = 0;

    /// Answers nullopt if the log does not have the event, or no longer.
    virtual void findEvent(qint64 id, const QObject *context, Answer<std::optional<EventDetail>> answer) = 0;

    /// All listeners at the moment.
    virtual void findListeners(const QObject *context, Answer<QList<ListenerStatus>> answer) = 0;

    /// Appends an event to the log, as if it had been posted.
    virtual void publish(const NewEvent &event, const QObject *context, Answer<Outcome> answer) = 0;

    /// Appends an event again, as it was.
    virtual void replay(qint64 id, const QObject *context, Answer<Outcome> answer) = 0;

    /// Sends an event again to one listener, which need not subscribe to its channel. The log does not see it.
    virtual void replayTo(qint64 id, qint64 listener, const QObject *context, Answer<Outcome> answer) = 0;

    /// Most programs reconnect by themselves.
    virtual void disconnectListener(qint64 listener) = 0;

    virtual void setPaused(bool isPaused) = 0;

    virtual void makeAccess(const AccessRequest &request, const QObject *context, Answer<Access> answer) = 0;

    /// @p text is a URL with its token, or a token alone; then @p path is the path to try, or empty for all live and
    /// recent channels.
    virtual void explainToken(const QString &text, const QString &path, const QObject *context,
                              Answer<TokenExplanation> answer) = 0;

Q_SIGNALS:
    void statusChanged(const hookbot::ServerStatus &status);
    void channelsChanged(const hookbot::ChannelsChange &change);
    /// All of them.
    void listenersChanged(const QList<hookbot::ListenerStatus> &listeners);
    void eventsArrived(const hookbot::Arrivals &arrivals);
};

} // namespace hookbot

// Not in the namespace, where they would hide Qt's own.
Q_DECLARE_OPERATORS_FOR_FLAGS(hookbot::Monitor::Interests)
