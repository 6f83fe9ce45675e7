#include "broker/requests/intake.h"

#include <utility>

namespace hookbot {

Intake::Intake(EventLog &log, Hub &hub, Observer &observer, qint64 maxBody, Clocks clocks)
    : m_log(log),
      m_hub(hub),
      m_observer(observer),
      m_maxBody(maxBody),
      m_clocks(std::move(clocks))
{
    connect(&log, &EventLog::committed, this, &Intake::committed);
}

void Intake::committed(const EventPtr &event)
{
    m_lastRecipients = m_hub.deliver(event);
    m_recipients += m_lastRecipients;
    m_observer.committed(event, m_lastRecipients);
}

void Intake::publish(Draft draft, Done done)
{
    if (m_isPaused) {
        done(tl::unexpected(Error{ .reason = Error::Reason::Paused }));
    } else if (draft.body.size() > m_maxBody) {
        done(tl::unexpected(Error{ .reason = Error::Reason::TooLarge }));
    } else {
        draft.time = m_clocks.wall();
        append(std::move(draft), std::move(done));
    }
}

void Intake::replay(EventId id, const QByteArray &remote, Done done)
{
    m_log.find(id, [this, remote, done = std::move(done)](const EventPtr &event) {
        if (event)
            publish(replayOf(*event, remote), done);
        else
            done(tl::unexpected(Error{ .reason = Error::Reason::NotFound }));
    });
}

Draft Intake::replayOf(const Event &event, const QByteArray &remote) const
{
    Draft draft = static_cast<const Draft &>(event);
    draft.time = m_clocks.wall();
    draft.remote = remote;
    draft.replayOf = event.id;
    return draft;
}

void Intake::append(Draft draft, Done done)
{
    const auto received = m_clocks.steady();
    Publication publication{ .channel = draft.channel, .bytes = draft.body.size(), .remote = draft.remote };
    m_log.append(std::move(draft), [this, received, publication = std::move(publication),
                                    done = std::move(done)](const EventLog::Appended &appended) mutable {
        if (!appended.ok()) {
            m_observer.refused({ .status = 503,
                                 .reason = "the event was not taken: " + appended.error.toUtf8(),
                                 .method = "POST",
                                 .path = publication.channel,
                                 .remote = publication.remote });
            done(tl::unexpected(Error{ .reason = Error::Reason::NotAppended, .detail = appended.error }));
            return;
        }
        publication.id = appended.id.value;
        publication.listeners = m_lastRecipients;
        m_recipients = 0;
        m_deliveries.push_back({ .listeners = publication.listeners, .received = received });
        m_observer.published(publication);
        done(Published{ .id = appended.id, .listeners = publication.listeners });
    });
}

void Intake::batchAnswered(Steady::time_point asked)
{
    m_deliveries.push_back({ .listeners = std::exchange(m_recipients, 0), .received = asked });
}

void Intake::reportDeliveries()
{
    if (m_deliveries.empty())
        return;
    const auto now = m_clocks.steady();
    for (const Delivery &delivery : m_deliveries)
        m_observer.delivered(delivery.listeners, now - delivery.received);
    m_deliveries.clear();
}

} // namespace hookbot
