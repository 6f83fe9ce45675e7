#pragma once

#include "transport.h"

#include <QtNetwork/QTcpSocket>

#include <functional>
#include <limits>
#include <vector>

namespace hookbot {

class Flusher;

/// Bytes over all the wires of a broker, ever.
struct Traffic
{
    quint64 received = 0;
    quint64 sent = 0;
};

/// One accepted connection, as the QTcpSocket that a QWebSocket can sit on, over a Transport of ours.
///
/// What is sent is shared, not copied: send() queues a reference, and the Flusher gathers what came together into one
/// write. What comes is shown to a Reader where it lies; what the reader feeds back in waits for QIODevice::read(),
/// which is how a QWebSocket reads. So an idle connection holds no buffer at all.
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

    /// Bytes sent that the kernel has not taken.
    [[nodiscard]] qint64 queued() const { return m_queued + m_transport->pending(); }

    /// Beyond this many queued bytes whoever writes through QIODevice (a QWebSocket answering pings) loses the
    /// connection: its peer asks and does not listen.
    void setWriteLimit(qint64 bytes) { m_writeLimit = bytes; }

    /// Bytes that have come, ever; a peer is silent while this stands still.
    [[nodiscard]] quint64 bytesReceived() const { return m_bytesReceived; }
    /// Bytes that have left for the kernel, ever.
    [[nodiscard]] quint64 bytesSent() const { return m_bytesSent; }

    /// Ends the connection now; what is queued is lost.
    void drop(const QString &reason = {});

    /// Once a second, from its owner: gives up on a peer that does not let the connection close.
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

    enum class Phase { Open, Draining, Lingering, Closed };

    void flushNow();
    void beginLingering();
    void end();

    // Transport::Owner
    void bytesCame(QByteArrayView bytes) override;
    void writableAgain() override;
    void peerEnded() override;
    void failed(const QString &reason) override;

    Flusher &m_flusher;
    Traffic &m_traffic;
    Reader *m_reader = nullptr;
    std::vector<QByteArray> m_queue; ///< what is to be written, each piece shared with others
    qint64 m_offset = 0;             ///< how much of the first piece has left
    qint64 m_queued = 0;             ///< bytes of m_queue that have not left
    qint64 m_writeLimit = std::numeric_limits<qint64>::max();
    quint64 m_bytesReceived = 0;
    quint64 m_bytesSent = 0;
    QByteArray m_input; ///< fed in and not yet read
    Phase m_phase = Phase::Open;
    int m_ticksClosing = 0;
    bool m_scheduled = false;
    bool m_blocked = false; ///< the transport took less than all; it will say when there is room
    std::unique_ptr<Transport> m_transport;
};

} // namespace hookbot
