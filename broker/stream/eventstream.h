#pragma once

#include "broker/net/wire.h"
#include "broker/stream/framecache.h"
#include "broker/stream/listener.h"

#include <memory>

namespace hookbot {

/// A listener over Server-Sent Events (HTML standard, section 9.2; protocol, section 5): one answer that does not end.
/// `id:` is the event's id, so that a browser resumes by itself.
class EventStream final : public Listener, private Wire::Reader, private Cursor::Sink
{
    Q_OBJECT

public:
    struct Limits
    {
        qint64 buffer = 1024LL * 1024; ///< bytes queued before it falls behind (`--listener-buffer`)
        int silentSeconds = 120;       ///< a peer that reads nothing of its queue for this long is dropped
    };

    EventStream(std::unique_ptr<Wire> wire, PageQueue &pages, Hub &hub, const Filter &filter, const Since &since,
                FrameCache &frames, Limits limits);
    ~EventStream() override;

    void shutDown(const QString &reason) override;
    [[nodiscard]] bool resend(const Event &event) override;
    void tick() override;
    [[nodiscard]] const Cursor &cursor() const override { return m_cursor; }
    [[nodiscard]] qint64 pending() const override { return m_wire->queued(); }
    [[nodiscard]] const QByteArray &remote() const override { return m_remote; }
    [[nodiscard]] QByteArray closeReason() const override { return m_closeReason; }

private:
    // Wire::Reader
    void received(QByteArrayView) override {} // what clients say is ignored
    void peerEnded() override { end("closed by the client"); }
    void drained() override { m_cursor.drained(); }
    void ended() override { Q_EMIT finished(this); }
    // Cursor::Sink
    void take(const EventPtr &event) override;
    [[nodiscard]] qint64 queued() const override { return m_wire->queued(); }
    [[nodiscard]] bool isCrowded() const override { return m_wire->isCrowded(); }
    bool gap(EventId after, EventId oldest) override;
    void failed() override { end("the log cannot be read"); }

    void end(const QByteArray &reason);

    std::unique_ptr<Wire> m_wire;
    FrameCache &m_frames;
    Limits m_limits;
    QByteArray m_remote;
    QByteArray m_closeReason = "gone";
    int m_commentTicks = 0;
    Cursor m_cursor;
};

} // namespace hookbot
