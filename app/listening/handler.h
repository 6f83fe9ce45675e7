#pragma once

#include "broker/event/event.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QObject>
#include <QtCore/QString>

#include <functional>

namespace hookbot {

/// What became of an event that was heard.
enum class Handling {
    Done,     ///< printed, its command succeeded, the receiver has answered
    Failed,   ///< it failed, which was said, and is not tried again
    Abandoned ///< not done, since there was no time to try again: the next run has to
};

/// What is done with the events that `hookbot listen` hears.
class Handler : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Handling)>;

    using QObject::QObject;

    /// Begins; @p done is called once, from within this call or later from the event loop.
    virtual void handle(const EventPtr &event, Done done) = 0;

    /// Tries nothing again from here on: what waits for that is abandoned, what runs goes on to its end.
    virtual void stop() {}

    /// Ends at once what runs.
    virtual void kill() {}

Q_SIGNALS:
    /// Nothing can be handled any more, and why.
    void broken(const QString &reason);

protected:
    /// Writes to standard output; what nobody takes any more is broken(). False then, or where a signal asks us to end
    /// while nobody reads.
    bool print(QByteArrayView bytes);
};

} // namespace hookbot
