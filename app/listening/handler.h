#pragma once

#include "broker/event/event.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QObject>
#include <QtCore/QString>

#include <functional>

namespace hookbot {

/// The result of handling an event.
enum class Handling {
    Done,     ///< printed, its command succeeded, the receiver has answered
    Failed,   ///< it failed, which was reported, and is not retried
    Abandoned ///< not done, because the program ends; the next run has to do it
};

/// Handles the events that `hookbot listen` receives.
class Handler : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Handling)>;

    using QObject::QObject;

    /// Starts to handle an event. Calls @p done once, during this call or later from the event loop.
    virtual void handle(const EventPtr &event, Done done) = 0;

    /// Stops retries: events that wait for one are abandoned, those in progress continue.
    virtual void stop() {}

    /// Ends the events in progress at once.
    virtual void kill() {}

Q_SIGNALS:
    /// No more events can be handled, for this reason.
    void broken(const QString &reason);

protected:
    /// Writes to standard output. Returns false and emits broken() if that fails, and false if a signal asks the
    /// program to end while the reader does not read.
    bool print(QByteArrayView bytes);
};

} // namespace hookbot
