#pragma once

#include "cursor.h"
#include "since.h"

#include <QtCore/QObject>

namespace hookbot {

/// One that hears a subscription, over whatever transport. Lives in the I/O thread; owned by whoever accepted it, and
/// to be deleted after finished().
class Listener : public QObject
{
    Q_OBJECT

public:
    /// Ends it in the way of its transport, since the server stops.
    virtual void shutDown() = 0;

    /// Once a second: shows that we are there, and drops a peer that is not.
    virtual void tick() = 0;

    [[nodiscard]] virtual const Filter &filter() const = 0;
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
    static void begin(Cursor &cursor, const Since &since)
    {
        if (since.after)
            cursor.startAfter(*since.after);
        else
            cursor.startLive();
    }
};

} // namespace hookbot
