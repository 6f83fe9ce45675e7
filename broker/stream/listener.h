#pragma once

#include "broker/stream/cursor.h"
#include "broker/stream/since.h"

#include <QtCore/QObject>

namespace hookbot {

/// One that hears a subscription, over whatever transport. Lives in the I/O thread; owned by whoever accepted it, and
/// to be deleted after finished().
class Listener : public QObject
{
    Q_OBJECT

public:
    /// Ends it in the way of its transport, for a reason that its peer is told where the transport can. Who connects
    /// again by itself does so after this.
    virtual void shutDown(const QString &reason) = 0;

    /// Gives it an event out of turn, whatever it subscribes to: its place stays where it is. In JSON the event repeats
    /// itself (`replay_of` is its own id). False: it takes nothing now, since it is closing or too much waits for it.
    [[nodiscard]] virtual bool giveAgain(const Event &event) = 0;

    /// Once a second: shows that we are there, and drops a peer that is not.
    virtual void tick() = 0;

    [[nodiscard]] virtual const Cursor &cursor() const = 0;
    [[nodiscard]] const Filter &filter() const { return cursor().filter(); }
    /// Bytes that are on their way to it and have not left.
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
