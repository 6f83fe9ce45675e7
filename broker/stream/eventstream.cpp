#include "broker/stream/eventstream.h"

#include "broker/stream/eventjson.h"

namespace hookbot {

namespace {

constexpr int CommentTicks = 15; // protocol, section 5

} // namespace

EventStream::EventStream(std::unique_ptr<Wire> wire, PageQueue &pages, Hub &hub, const Filter &filter,
                         const Since &since, FrameCache &frames, Limits limits)
    : m_wire(std::move(wire)),
      m_frames(frames),
      m_limits(limits),
      m_remote(m_wire->peerAddress().toString().toLatin1()),
      m_cursor(pages, hub, filter, limits.buffer, *this)
{
    m_wire->setReader(this);
    m_wire->setPatience(ClosingSeconds);
    // Its end is that of the connection: there is no length, and nothing comes after it.
    m_wire->send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
                 "X-Accel-Buffering: no\r\nConnection: close\r\n\r\n:\n\n");
    begin(m_cursor, since, pages.log());
}

EventStream::~EventStream()
{
    m_wire->setReader(nullptr);
}

void EventStream::take(const EventPtr &event)
{
    m_frames.send(*m_wire, event, FrameForm::Streamed);
}

bool EventStream::gap(EventId after, EventId oldest)
{
    m_wire->send("data: " + gapJson(after, oldest) + "\n\n");
    return true;
}

void EventStream::shutDown(const QString &reason)
{
    end(reason.toUtf8());
}

bool EventStream::resend(const Event &event)
{
    if (m_wire->state() != QAbstractSocket::ConnectedState || m_wire->queued() > m_limits.buffer)
        return false;
    m_frames.sendAgain(*m_wire, event, FrameForm::Streamed);
    return true;
}

void EventStream::end(const QByteArray &reason)
{
    m_closeReason = reason;
    m_cursor.stop();
    m_wire->close();
}

void EventStream::tick()
{
    m_wire->tick();
    if (m_wire->state() != QAbstractSocket::ConnectedState)
        return;
    if (m_wire->stillSeconds() >= m_limits.silentSeconds) {
        m_closeReason = "takes nothing of what is sent to it";
        m_wire->drop();
    } else if (++m_commentTicks >= CommentTicks) {
        m_commentTicks = 0;
        if (m_wire->queued() == 0)
            m_wire->send(":\n\n");
    }
}

} // namespace hookbot
