#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QPair>

namespace hookbot::listen {

/// An event, as the server tells it. A plain value.
///
/// Whatever the server sends: an id is a positive number of 63 bits, a channel has no control characters, a method is a
/// token, a header's name is a token and its value has no CR, LF or NUL. Text for a terminal is another matter: see to
/// that yourself.
///
/// A server without a log, such as the Go program, tells channel and body alone: then the time is that of its arrival
/// here, and all the rest is empty.
struct Event
{
    QByteArray id;  ///< grows from event to event; good for `since`, and for nothing else
    QDateTime time; ///< when the server had all of it, in UTC
    QByteArray channel;
    QByteArray method;                            ///< of the request that published it, as are the next three
    QByteArray query;                             ///< without the `?`
    QList<QPair<QByteArray, QByteArray>> headers; ///< name and value, in their order
    QByteArray remote;                            ///< the publisher's address
    QByteArray body;                              ///< byte for byte what was posted
    QByteArray replayOf;                          ///< the id of the event that this one repeats, if it does
};

} // namespace hookbot::listen

Q_DECLARE_METATYPE(hookbot::listen::Event)
