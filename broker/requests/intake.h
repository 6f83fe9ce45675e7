#pragma once

#include "broker/event/clocks.h"
#include "broker/hub/hub.h"
#include "broker/log/eventlog.h"
#include "broker/monitor/observer.h"

#include <QtCore/QObject>

#include <chrono>
#include <functional>
#include <tl/expected.hpp>
#include <vector>

namespace hookbot {

/// Brings events into the broker, for HTTP and for a window alike: appends them to the log, has the hub deliver what
/// the log commits, and only then answers the publisher, with the number of listeners that received the event. Lives in
/// the I/O thread; log and hub must outlive it. All committed events reach the hub through it, whoever appended them.
class Intake final : public QObject
{
    Q_OBJECT

public:
    struct Published
    {
        EventId id;
        int listeners = 0; ///< that received it at once
    };

    struct Error
    {
        enum class Reason {
            Paused,
            TooLarge,   ///< more than maxBody()
            NotFound,   ///< the log does not have the event to replay, or no longer
            NotAppended ///< the log has failed: see detail
        };

        Reason reason = Reason::NotAppended;
        QString detail = {}; ///< of NotAppended: why, for an administrator
    };

    using Result = tl::expected<Published, Error>;
    using Done = std::function<void(const Result &)>;
    using Steady = std::chrono::steady_clock;

    Intake(EventLog &log, Hub &hub, Observer &observer, qint64 maxBody, Clocks clocks = {});

    /// While paused, publish() and replay() fail. What was appended before is still committed and answered.
    void setPaused(bool isPaused) { m_isPaused = isPaused; }
    [[nodiscard]] bool isPaused() const { return m_isPaused; }

    [[nodiscard]] qint64 maxBody() const { return m_maxBody; }

    /// Publishes an event; its time is set here. May call @p done at once.
    void publish(Draft draft, Done done);

    /// Publishes a stored event again, as it was; for a publisher at @p remote. May call @p done at once.
    void replay(EventId id, const QByteArray &remote, Done done);

    /// Appends an event that the caller has checked: neither pause nor size matter. Fails with NotAppended only.
    void append(Draft draft, Done done);

    /// What replay() appends.
    [[nodiscard]] Draft replayOf(const Event &event, const QByteArray &remote) const;

    /// The log has answered a batch that somebody else appended at @p asked. Call this in the log's answer.
    void batchAnswered(Steady::time_point asked);

    /// Reports Observer::delivered() for what was answered since the last call. Call it when the frames of this turn of
    /// the event loop have been written.
    void reportDeliveries();

private:
    struct Delivery
    {
        int listeners;
        Steady::time_point received;
    };

    void committed(const EventPtr &event);

    EventLog &m_log;
    Hub &m_hub;
    Observer &m_observer;
    qint64 m_maxBody;
    Clocks m_clocks;
    bool m_isPaused = false;
    // The log answers each append directly after it has committed its events (EventLog::append()), so in an answer
    // these are the numbers of that append.
    int m_lastRecipients = 0;           ///< of the event that was committed last
    int m_recipients = 0;               ///< of all events since the last answer
    std::vector<Delivery> m_deliveries; ///< to be reported
};

} // namespace hookbot
