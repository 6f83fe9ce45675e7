#pragma once

#include "broker/net/wire.h"
#include "broker/stream/framecache.h"
#include "broker/stream/framerules.h"
#include "broker/stream/listener.h"

#include <QtWebSockets/QWebSocket>

#include <memory>

namespace hookbot {

/// A listener over a WebSocket (protocol, section 4): a cursor whose events leave as frames made once for all.
///
/// The QWebSocket does the rest of RFC 6455: it answers pings, closes and what it is sent. Both write through the same
/// wire, in whole frames: what it writes waits there until a frame that is made in pieces has left.
class WebSocketListener final : public Listener, private Wire::Reader, private Cursor::Sink
{
    Q_OBJECT

public:
    struct Limits
    {
        qint64 buffer = 1024LL * 1024; ///< bytes queued before it falls behind (`--listener-buffer`)
        int pingSeconds = 30;          ///< `--ping-interval`; a peer silent for two of them is dropped
    };

    /// What one frame holds.
    enum class Form {
        Raw, ///< the body; of a recursive subscription the channel, a NUL byte, the body
        Json ///< the event as a JSON object
    };

    WebSocketListener(std::unique_ptr<Wire> wire, std::unique_ptr<QWebSocket> socket, PageQueue &pages, Hub &hub,
                      const Filter &filter, const Since &since, Form form, FrameCache &frames, Limits limits);
    ~WebSocketListener() override;

    void shutDown(const QString &reason) override;
    [[nodiscard]] bool resend(const Event &event) override;
    void tick() override;
    [[nodiscard]] const Cursor &cursor() const override { return m_cursor; }
    [[nodiscard]] qint64 pending() const override { return m_wire->queued(); }
    [[nodiscard]] const QByteArray &remote() const override { return m_remote; }
    [[nodiscard]] QByteArray closeReason() const override;

private:
    // Wire::Reader
    void received(QByteArrayView bytes) override;
    void peerEnded() override;
    void drained() override;
    void ended() override { Q_EMIT finished(this); }
    // Cursor::Sink
    void take(const EventPtr &event) override;
    [[nodiscard]] qint64 queued() const override { return m_wire->queued(); }
    [[nodiscard]] bool isCrowded() const override { return m_wire->isCrowded(); }
    bool gap(EventId after, EventId oldest) override;
    void failed() override;

    void close(QWebSocketProtocol::CloseCode code, const QString &reason);
    void drop(const QByteArray &reason);
    void stopIfClosing();

    std::unique_ptr<Wire> m_wire;
    std::unique_ptr<QWebSocket> m_socket;
    FrameCache &m_frames;
    FrameForm m_form;
    bool m_sinceIsExact;
    Limits m_limits;
    QByteArray m_remote;
    QByteArray m_closeReason;
    quint64 m_heard = 0;   ///< bytes that had come at the last tick
    int m_silentTicks = 0; ///< since its last bytes
    int m_pingTicks = 0;   ///< since the last ping
    int m_frameTicks = 0;  ///< since it began a frame that is not whole
    FrameRules m_rules;
    Cursor m_cursor;
};

} // namespace hookbot
