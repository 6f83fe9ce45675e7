#pragma once

#include "broker/net/bytesource.h"
#include "broker/net/transport.h"

#include <QtNetwork/QTcpSocket>

#include <deque>
#include <functional>
#include <limits>
#include <variant>
#include <vector>

namespace hookbot {

class Flusher;

/// Bytes over all the wires of a broker, ever.
struct Traffic
{
    quint64 received = 0;
    quint64 sent = 0;
    qint64 held = 0;                       ///< bytes in memory now because peers have not taken them
    qint64 mostHeld = 256LL * 1024 * 1024; ///< beyond it nobody should queue what it can read again later

    [[nodiscard]] bool isCrowded() const { return held > mostHeld; }
};

/// Bytes that count as held by peers for as long as this exists. The Traffic must outlive it.
class Held
{
public:
    Held(Traffic &traffic, qint64 bytes) : m_traffic(traffic), m_bytes(bytes) { m_traffic.held += m_bytes; }
    Held(const Held &) = delete;
    Held &operator=(const Held &) = delete;
    ~Held() { m_traffic.held -= m_bytes; }

private:
    Traffic &m_traffic;
    qint64 m_bytes;
};

/// One accepted connection, as the QTcpSocket that a QWebSocket can sit on, over a Transport of ours.
///
/// What is sent is shared, not copied: send() queues a reference, and the Flusher gathers what came together into one
/// write. What is too large to be there as a whole comes from a ByteSource, whose pieces are made in turn with those of
/// other wires. Everything leaves in the order in which it was sent or written. What comes is shown to a Reader where
/// it lies; what the reader feeds back in waits for QIODevice::read(), which is how a QWebSocket reads. So an idle
/// connection holds no buffer at all.
///
/// Lives in the I/O thread. Nobody may call abort(), which no class can override: drop() is for that.
class Wire final : public QTcpSocket, private Transport::Owner
{
    Q_OBJECT

public:
    /// Whose connection it is. Told by calls, not by signals, whose connections would cost an idle wire 1 KiB.
    class Reader
    {
    public:
        virtual ~Reader() = default;
        virtual void received(QByteArrayView bytes) = 0; ///< takes them all; valid during the call
        virtual void peerEnded() = 0;                    ///< the peer sends no more, but may still read
        virtual void drained() = 0;                      ///< all that was sent has left
        virtual void ended() = 0; ///< the connection is closed; to be deleted from the event loop, not here
        /// Bytes that received() has room for now, at least 1: more of them wait in the kernel.
        [[nodiscard]] virtual qsizetype mostToRead() const { return MostToRead; }

        static constexpr qsizetype MostToRead = 256LL * 1024;
    };

    using MakeTransport = std::function<std::unique_ptr<Transport>(Transport::Owner &)>;

    Wire(const MakeTransport &makeTransport, const QHostAddress &peer, Flusher &flusher, Traffic &traffic);
    ~Wire() override;

    /// From now on what comes goes to @p reader; with a null pointer it is lost.
    void setReader(Reader *reader) { m_reader = reader; }

    /// Makes these bytes readable through QIODevice, after those that already are.
    void feed(QByteArrayView bytes);

    /// Gives back the 16 KiB that QIODevice keeps once somebody has called peek(). Nothing fed in may be unread.
    void releaseReadBuffer() { QIODevice::open(openMode()); }

    void setReading(bool on);

    /// From now on peerAddress() is that of the client for whom the peer, a proxy, speaks.
    void setClient(const QHostAddress &client) { setPeerAddress(client); }

    /// Queues the bytes; they leave at the end of this turn of the event loop.
    void send(const QByteArray &bytes);

    /// Queues what the source has still to make. It is released when its last byte has left, or with the wire.
    void send(std::shared_ptr<ByteSource> source);

    /// Bytes sent that the kernel has not taken, those of sources included.
    [[nodiscard]] qint64 queued() const;

    /// All wires together hold more than they should: queue nothing that can be read again later.
    [[nodiscard]] bool isCrowded() const { return m_traffic.isCrowded(); }

    /// Beyond this many queued bytes (those of sources are not counted) whoever writes through QIODevice (a QWebSocket
    /// answering pings) loses the connection: its peer asks and does not listen.
    void setWriteLimit(qint64 bytes) { m_writeLimit = bytes; }

    /// From now on whoever writes through QIODevice may add @p bytes to what is queued; see setWriteLimit().
    void setRoomForWrites(qint64 bytes) { m_writeLimit = m_queued + bytes; }

    /// Bytes that have come, ever; a peer is silent while this stands still.
    [[nodiscard]] quint64 bytesReceived() const { return m_bytesReceived; }
    // The rule of progress, for answers, streams and closings alike. A peer makes progress when its system acknowledges
    // bytes (where that is unknown, when the kernel accepts some): it is never cut, however slow it is. One that makes
    // none for some seconds, while something is on its way to it, is; its owner decides after how many.

    /// Seconds for which the peer has acknowledged nothing of what is on its way to it; 0 where nothing is.
    [[nodiscard]] int stillSeconds() const { return m_stillSeconds; }

    /// Whether bytes that were sent more than a second ago are still on their way.
    [[nodiscard]] bool isBehind() const { return m_isBehind; }

    /// From now on a peer that is still for this many seconds while the connection closes is cut.
    void setPatience(int seconds) { m_patience = seconds; }

    /// Ends the connection now; what is queued is lost.
    void drop(const QString &reason = {});

    /// Sends what the kernel accepts of this at once, then drops the connection.
    void dropWith(const QByteArray &lastWords);

    /// Once a second, from its owner: looks for progress, and gives up on a peer that does not let the connection
    /// close.
    void tick();

    // QTcpSocket
    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] qint64 bytesToWrite() const override { return queued(); }
    [[nodiscard]] bool canReadLine() const override { return m_input.contains('\n'); }
    /// Lets what is queued go out, tells the peer, waits a moment for its end (or it might lose our last words to a
    /// reset), then is disconnected.
    void close() override;
    void disconnectFromHost() override { close(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    friend class Flusher;

    ///   Open ──close()──▶ Draining ──all has left──▶ Lingering ──peer has ended, or TicksToEnd──▶ Closed
    ///    │                    │                          │                                          ▲
    ///    └────────────────────┴── drop(), transport failed, or peer still for m_patience seconds ───┘
    enum class Phase {
        Open,
        Draining,  ///< sends what is queued, and accepts nothing more
        Lingering, ///< has ended its side, and waits for the peer's end: else a reset could destroy what it still reads
        Closed
    };

    /// What waits behind a source, and the source itself, in order.
    using Later = std::deque<std::variant<QByteArray, std::shared_ptr<ByteSource>>>;

    void flushNow();
    [[nodiscard]] qint64 makeMore();
    [[nodiscard]] bool writeQueue();
    [[nodiscard]] bool refill();
    void askToMake();
    void noteQueued(qint64 bytes);
    void emptied();
    void measureProgress();
    void beginLingering();
    void end();

    // Transport::Owner
    void bytesCame(QByteArrayView bytes) override;
    void writableAgain() override;
    void peerEnded() override;
    void failed(const QString &reason) override;
    [[nodiscard]] qsizetype mostToRead() const override;

    Flusher &m_flusher;
    Traffic &m_traffic;
    Reader *m_reader = nullptr;
    std::vector<QByteArray> m_queue; ///< what is to be written, each piece shared with others
    qint64 m_offset = 0;             ///< how much of the first piece has left
    qint64 m_queued = 0;             ///< bytes that were sent or written as such and have not left
    qint64 m_made = 0;               ///< bytes of m_queue that a source has made: then all of it is the source's
    std::unique_ptr<Later> m_later;  ///< from the first source on; null without one
    qint64 m_writeLimit = std::numeric_limits<qint64>::max();
    quint64 m_bytesReceived = 0;
    quint64 m_acknowledged = 0; ///< at the last tick, in the transport's bytes
    quint64 m_sentAtTick = 0;   ///< what the transport had sent by then
    QByteArray m_input;         ///< fed in and not yet read
    Phase m_phase = Phase::Open;
    int m_stillSeconds = 0;
    int m_patience = 30;
    int m_ticksLingering = 0;
    bool m_isBehind = false;
    bool m_mayBeOnItsWay = false; ///< something was sent that was not seen acknowledged at a tick
    bool m_scheduled = false;
    bool m_makes = false;   ///< the Flusher will call makeMore()
    bool m_blocked = false; ///< the transport took less than all; it will say when there is room
    std::unique_ptr<Transport> m_transport;
};

} // namespace hookbot
