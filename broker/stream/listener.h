#pragma once

#include "broker/stream/cursor.h"
#include "broker/stream/since.h"

#include <QtCore/QObject>

namespace hookbot {

/// One client's subscription, over whatever transport. Lives in the I/O thread; the owner must delete it after
/// finished().
class Listener : public QObject
{
    Q_OBJECT

public:
    /// Ends it in the way of its transport, which sends the reason to the peer if it can. Clients that reconnect by
    /// themselves do so after this.
    virtual void shutDown(const QString &reason) = 0;

    /// Sends it an event out of turn, whatever it subscribes to; its position stays where it is. In JSON the event
    /// repeats itself (`replay_of` is its own id). False if its queue is full or it is closing.
    [[nodiscard]] virtual bool resend(const Event &event) = 0;

    /// Once a second: pings the peer, and drops one that does not answer.
    virtual void tick() = 0;

    [[nodiscard]] virtual const Cursor &cursor() const = 0;
    [[nodiscard]] const Filter &filter() const { return cursor().filter(); }
    /// Bytes that are queued for it.
    [[nodiscard]] virtual qint64 pending() const = 0;
    /// The peer's address, without its port.
    [[nodiscard]] virtual const QByteArray &remote() const = 0;
    /// Why it ended, for the log.
    [[nodiscard]] virtual QByteArray closeReason() const = 0;

Q_SIGNALS:
    /// The connection is gone.
    void finished(hookbot::Listener *self);

protected:
    /// A peer that makes no progress for this long while its stream is being closed is cut.
    static constexpr int ClosingSeconds = 20;

    static void begin(Cursor &cursor, const Since &since, const EventLog &log)
    {
        if (const auto after = since.placeIn(log))
            cursor.startAfter(*after);
        else
            cursor.startLive();
    }
};

} // namespace hookbot
