#include "broker/stream/websocketlistener.h"

#include "broker/stream/eventjson.h"
#include "broker/stream/websocketframe.h"

namespace hookbot {

namespace {

/// What a peer may make us queue beyond its events, by asking for pongs that it does not read.
constexpr qint64 RoomForControlFrames = 64LL * 1024;

/// In this many seconds a frame that a client began is whole.
constexpr int FrameTicks = 10;

} // namespace

WebSocketListener::WebSocketListener(std::unique_ptr<Wire> wire, std::unique_ptr<QWebSocket> socket, PageQueue &pages,
                                     Hub &hub, const Filter &filter, const Since &since, Form form, FrameCache &frames,
                                     Limits limits)
    : m_wire(std::move(wire)),
      m_socket(std::move(socket)),
      m_frames(frames),
      m_form(form == Form::Json     ? FrameForm::Json
             : filter.isRecursive() ? FrameForm::ChannelAndBody
                                    : FrameForm::Body),
      m_sinceIsExact(since.isExact),
      m_limits(limits),
      m_remote(m_wire->peerAddress().toString().toLatin1()),
      m_cursor(pages, hub, filter, limits.buffer, *this)
{
    m_wire->setReader(this);
    m_wire->setPatience(ClosingSeconds);
    m_wire->setRoomForWrites(RoomForControlFrames);
    begin(m_cursor, since, pages.log());
}

WebSocketListener::~WebSocketListener()
{
    m_wire->setReader(nullptr);
}

QByteArray WebSocketListener::closeReason() const
{
    return m_closeReason.isEmpty() ? "closed with " + QByteArray::number(m_socket->closeCode()) : m_closeReason;
}

void WebSocketListener::take(const EventPtr &event)
{
    m_frames.send(*m_wire, event, m_form);
    // One event may be larger than any limit on what is queued.
    m_wire->setRoomForWrites(RoomForControlFrames);
}

bool WebSocketListener::gap(EventId after, EventId oldest)
{
    if (m_form == FrameForm::Json) {
        m_wire->send(makeFrame(FrameKind::Text, { gapJson(after, oldest) }));
        return true;
    }
    if (m_cursor.given() == 0 && !m_sinceIsExact)
        return true; // it asked for what there is, and that begins later
    close(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("overtaken by retention"));
    return false;
}

void WebSocketListener::failed()
{
    close(QWebSocketProtocol::CloseCodeBadOperation, QStringLiteral("the log cannot be read"));
}

void WebSocketListener::shutDown(const QString &reason)
{
    close(QWebSocketProtocol::CloseCodeGoingAway, reason);
}

bool WebSocketListener::resend(const Event &event)
{
    if (m_wire->state() != QAbstractSocket::ConnectedState || m_wire->queued() > m_limits.buffer)
        return false;
    m_frames.sendAgain(*m_wire, event, m_form);
    m_wire->setRoomForWrites(RoomForControlFrames);
    return true;
}

void WebSocketListener::received(QByteArrayView bytes)
{
    if (m_rules.accept(bytes))
        m_wire->feed(bytes);
    else
        close(QWebSocketProtocol::CloseCodeProtocolError, QStringLiteral("frames have to be masked"));
    stopIfClosing();
}

/// A wire that is closing takes no event, so none may count as handed to it.
void WebSocketListener::stopIfClosing()
{
    if (m_wire->state() != QAbstractSocket::ConnectedState)
        m_cursor.stop();
}

void WebSocketListener::drained()
{
    m_wire->setRoomForWrites(RoomForControlFrames);
    m_cursor.drained();
}

void WebSocketListener::peerEnded()
{
    drop("gone without a close frame");
}

void WebSocketListener::close(QWebSocketProtocol::CloseCode code, const QString &reason)
{
    m_closeReason = reason.toUtf8();
    m_socket->close(code, reason);
    stopIfClosing();
}

void WebSocketListener::drop(const QByteArray &reason)
{
    m_closeReason = reason;
    m_wire->drop();
}

void WebSocketListener::tick()
{
    m_wire->tick();
    if (m_wire->state() != QAbstractSocket::ConnectedState)
        return;

    // Whoever takes what had to wait is alive too, however slow: it may be long before our ping is its turn. What goes
    // at once shows only that its system is there.
    const bool spoke = m_wire->bytesReceived() != m_heard;
    const bool took = m_wire->isBehind() && m_wire->stillSeconds() == 0;
    m_heard = m_wire->bytesReceived();
    m_silentTicks = spoke || took ? 0 : m_silentTicks + 1;
    m_frameTicks = m_rules.isInFrame() ? m_frameTicks + 1 : 0;

    // One that reads slowly acknowledges in large steps: its system tells us of room again once its buffer is empty.
    if (m_silentTicks >= (m_wire->isBehind() ? 4 : 2) * m_limits.pingSeconds) {
        drop(m_wire->isBehind() ? "takes nothing of what is sent to it" : "silent for two ping intervals");
    } else if (m_frameTicks >= FrameTicks) {
        close(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("a frame did not come whole in 10 s"));
    } else if (++m_pingTicks >= m_limits.pingSeconds) {
        m_pingTicks = 0;
        m_socket->ping();
    }
}

} // namespace hookbot
