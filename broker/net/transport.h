#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <memory>
#include <span>

namespace hookbot {

/// Moves the bytes of one accepted connection: over a descriptor, or TLS. Owned by its Wire, and used on its thread.
class Transport
{
public:
    /// Receives what happens on the transport. It may close() the transport in any of these calls, and must not delete
    /// it.
    class Owner
    {
    public:
        virtual void bytesCame(QByteArrayView bytes) = 0; ///< valid during the call
        virtual void writableAgain() = 0;
        virtual void peerEnded() = 0;                           ///< the peer sends no more; it may still read
        virtual void failed(const QString &reason) = 0;         ///< nothing can be read or written any more
        [[nodiscard]] virtual qsizetype mostToRead() const = 0; ///< maximum bytes of the next bytesCame()

    protected:
        ~Owner() = default;
    };

    Transport() = default;
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;
    virtual ~Transport() = default;

    /// Accepts as much of these pieces, in order, as can be sent now, the first from @p offset on. Returns how many
    /// bytes it accepted; -1 if the connection is broken (failed() follows from the event loop). If that was not all,
    /// or some of it is pending(), calls writableAgain() when more can be sent.
    virtual qint64 write(std::span<const QByteArray> pieces, qint64 offset) = 0;

    /// The number of accepted bytes that the kernel has not accepted yet.
    [[nodiscard]] virtual qint64 pending() const { return 0; }

    /// The progress of the accepted bytes, in its own bytes: under TLS, these are not the owner's.
    struct Delivery
    {
        quint64 sent = 0;         ///< accepted by the kernel since the beginning
        quint64 acknowledged = 0; ///< of these, acknowledged by the peer's system; if unknown, all
        qint64 pending = 0;       ///< not accepted by the kernel yet
    };
    [[nodiscard]] virtual Delivery delivery() const = 0;

    virtual void setReading(bool on) = 0;

    /// Ends the sending direction, after what was written.
    virtual void endWriting() = 0;

    /// At once; what is still on its way may be lost. Reports nothing afterwards.
    virtual void close() = 0;
};

/// A transport over an accepted descriptor, which it owns.
[[nodiscard]] std::unique_ptr<Transport> makePlainTransport(qintptr descriptor, Transport::Owner &owner);

} // namespace hookbot
