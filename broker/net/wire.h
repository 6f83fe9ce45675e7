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

/// The bytes of all wires of a broker.
struct Traffic
{
    quint64 received = 0; ///< since the start
    quint64 sent = 0;
    qint64 held = 0;                       ///< in memory now because peers have not read them
    qint64 mostHeld = 256LL * 1024 * 1024; ///< above it, do not queue what can be read again later

    [[nodiscard]] bool isCrowded() const { return held > mostHeld; }
};

/// Counts bytes as held for as long as it exists. The Traffic must outlive it.
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

/// One accepted connection: the QTcpSocket that a QWebSocket needs, over our own Transport.
///
/// Bytes to send are shared, not copied: send() queues a reference, and the Flusher gathers all of one turn of the
/// event loop into one write. What is too large for memory comes from a ByteSource, whose pieces are made in turn with
/// those of other wires. Everything leaves in the order in which it was sent or written. Received bytes are shown to a
/// Reader without a copy; those that the reader feeds back wait for QIODevice::read(), which is how a QWebSocket reads.
/// So an idle connection has no buffer.
///
/// Lives in the I/O thread. Do not call abort(), which no class can override: call drop().
class Wire final : public QTcpSocket, private Transport::Owner
{
    Q_OBJECT

public:
    /// The owner of the connection. Notified by calls and not by signals, which would cost an idle wire 1 KiB.
    class Reader
    {
    public:
        virtual ~Reader() = default;
        virtual void received(QByteArrayView bytes) = 0; ///< valid during the call
        virtual void peerEnded() = 0;                    ///< the peer sends no more, but may still read
        virtual void drained() = 0;                      ///< the queue is empty
        virtual void ended() = 0;                        ///< it is closed; delete it from the event loop, not here
        /// Maximum bytes for the next received(), at least 1; more of them wait in the kernel.
        [[nodiscard]] virtual qsizetype mostToRead() const { return MostToRead; }

        static constexpr qsizetype MostToRead = 256LL * 1024;
    };

    using MakeTransport = std::function<std::unique_ptr<Transport>(Transport::Owner &)>;

    Wire(const MakeTransport &makeTransport, const QHostAddress &peer, Flusher &flusher, Traffic &traffic);
    ~Wire() override;

    /// Sets the receiver of bytes; if null, they are discarded.
    void setReader(Reader *reader) { m_reader = reader; }

    /// Appends bytes to those that can be read through QIODevice.
    void feed(QByteArrayView bytes);

    /// Releases the 16 KiB that QIODevice keeps after a call of peek(). Precondition: everything fed in has been read.
    void releaseReadBuffer() { QIODevice::open(openMode()); }

    void setReading(bool on);

    /// Makes peerAddress() return the address of the client that the peer, a proxy, forwards for.
    void setClient(const QHostAddress &client) { setPeerAddress(client); }

    /// Queues the bytes; they leave at the end of this turn of the event loop.
    void send(const QByteArray &bytes);

    /// Queues the source's bytes, which are made when they can leave. Releases the source after its last byte.
    void send(std::shared_ptr<ByteSource> source);

    /// The number of bytes sent that the kernel has not accepted yet, including those of sources.
    [[nodiscard]] qint64 queued() const;

    /// Whether all wires together hold too much: do not queue what can be read again later.
    [[nodiscard]] bool isCrowded() const { return m_traffic.isCrowded(); }

    /// Above this many queued bytes (not counting sources), a write through QIODevice (a QWebSocket that answers pings)
    /// drops the connection: its peer sends requests and does not read the answers.
    void setWriteLimit(qint64 bytes) { m_writeLimit = bytes; }

    /// Sets the write limit to what is queued now and @p bytes; see setWriteLimit().
    void setRoomForWrites(qint64 bytes) { m_writeLimit = m_queued + bytes; }

    /// The number of bytes received since the connection began. A peer is silent while it does not change.
    [[nodiscard]] quint64 bytesReceived() const { return m_bytesReceived; }

    // The rule of progress, for answers, streams and closing alike. A peer makes progress when its system acknowledges
    // bytes (if that is unknown, when the kernel accepts some): it is never dropped, however slow it is. A peer that
    // makes none for some seconds, while bytes are on their way to it, is dropped; the owner decides after how many.

    /// Seconds for which the peer has acknowledged none of the bytes that are on their way to it; 0 if there are none.
    [[nodiscard]] int stillSeconds() const { return m_stillSeconds; }

    /// Whether bytes that were sent more than a second ago are still on their way.
    [[nodiscard]] bool isBehind() const { return m_isBehind; }

    /// Sets after how many seconds without progress a connection that is closing is dropped.
    void setPatience(int seconds) { m_patience = seconds; }

    /// Closes the connection now; what is queued is discarded.
    void drop(const QString &reason = {});

    /// Sends what the kernel accepts of @p lastWords at once, then drops the connection.
    void dropWith(const QByteArray &lastWords);

    /// Call it once a second: measures progress, and drops a connection that cannot close because its peer makes none.
    void tick();

    // QTcpSocket
    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] qint64 bytesToWrite() const override { return queued(); }
    [[nodiscard]] bool canReadLine() const override { return m_input.contains('\n'); }
    /// Sends what is queued, shuts down our side, and waits a moment for the peer to end (or a reset might cost it our
    /// last bytes), then is disconnected.
    void close() override;
    void disconnectFromHost() override { close(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    friend class Flusher;

    // Only Open accepts bytes to send and shows received ones to the reader; Draining and Lingering discard what the
    // peer sends. Closed is final: the reader's ended() is called, and the owner deletes the wire.
    //
    //   Open
    //     | close()
    //     v
    //   Draining
    //     | the queue has left: our side is shut
    //     v
    //   Lingering
    //     | the peer has ended, or has acknowledged everything and not ended for 3 s
    //     v
    //   Closed  <---- from any state: drop(), the transport failed; from Draining and Lingering: no progress for
    //                 m_patience seconds
    enum class Phase { Open, Draining, Lingering, Closed };

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
    void failed(const QString &reason) override { drop(reason); }
    [[nodiscard]] qsizetype mostToRead() const override;

    Flusher &m_flusher;
    Traffic &m_traffic;
    Reader *m_reader = nullptr;
    std::vector<QByteArray> m_queue; ///< to be written; each piece may be shared with other wires
    qint64 m_offset = 0;             ///< bytes of the first piece that have left
    qint64 m_queued = 0;             ///< bytes that were sent or written and have not left, without those of sources
    qint64 m_made = 0;               ///< bytes of m_queue that a source has made; if not zero, all of it
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
    bool m_mayBeOnItsWay = false; ///< bytes were sent that were not acknowledged at a tick
    bool m_scheduled = false;
    bool m_makes = false;   ///< the Flusher will call makeMore()
    bool m_blocked = false; ///< the transport did not accept all; it will report when there is room
    std::unique_ptr<Transport> m_transport;
};

} // namespace hookbot
