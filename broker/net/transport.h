#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <memory>
#include <span>

namespace hookbot {

/// Moves the bytes of one accepted connection: a descriptor of the kernel's, or TLS. Owned by the Wire it serves, and
/// in its thread.
class Transport
{
public:
    /// Hears what happens on it; it may close() the transport in any of these, and must not delete it there.
    class Owner
    {
    public:
        virtual void bytesCame(QByteArrayView bytes) = 0; ///< valid during the call alone
        virtual void writableAgain() = 0;
        virtual void peerEnded() = 0;                           ///< the peer will send no more; it may still read
        virtual void failed(const QString &reason) = 0;         ///< nothing can be read or written any more
        [[nodiscard]] virtual qsizetype mostToRead() const = 0; ///< bytes that bytesCame() may show at once

    protected:
        ~Owner() = default;
    };

    Transport() = default;
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;
    virtual ~Transport() = default;

    /// Takes as much of these pieces, in order, as can go now, the first from @p offset on. Returns how many bytes it
    /// took, -1 where the connection is broken (failed() follows from the event loop). If that was not all, or some of
    /// it is pending(), it calls writableAgain() once more can go.
    virtual qint64 write(std::span<const QByteArray> pieces, qint64 offset) = 0;

    /// Bytes it has taken and not yet given to the kernel.
    [[nodiscard]] virtual qint64 pending() const { return 0; }

    /// What has become of the bytes that it has taken; in bytes of its own, so under TLS not in the owner's.
    struct Delivery
    {
        quint64 sent = 0;         ///< given to the kernel, ever
        quint64 acknowledged = 0; ///< of these, what the peer's system has acknowledged; where that is unknown, all
        qint64 pending = 0;       ///< not given to the kernel yet
    };
    [[nodiscard]] virtual Delivery delivery() const = 0;

    virtual void setReading(bool on) = 0;

    /// Tells the peer that no more will come, after what was written.
    virtual void endWriting() = 0;

    /// At once; what is still on its way may be lost. Nothing is heard from it afterwards.
    virtual void close() = 0;
};

/// A transport over an accepted descriptor, which it owns from now on.
[[nodiscard]] std::unique_ptr<Transport> makePlainTransport(qintptr descriptor, Transport::Owner &owner);

} // namespace hookbot
