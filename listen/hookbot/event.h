#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QPair>

namespace hookbot::listen {

/// An event as the server sent it. A plain value.
///
/// These parts are checked: an id is a positive 63-bit number, a channel has no control characters, a method is a
/// token, a header's name is a token and its value has no CR, LF or NUL. Values may still contain sequences that
/// control a terminal; escape them before you print them.
///
/// A server without a log, such as the Go program, sends only channel and body. The time is then the time of arrival,
/// and everything else is empty.
struct Event
{
    QByteArray id;  ///< increases from event to event; use it only for `since`
    QDateTime time; ///< when the server received it, in UTC
    QByteArray channel;
    QByteArray method;                            ///< of the request that published it, as are the next three
    QByteArray query;                             ///< without the `?`
    QList<QPair<QByteArray, QByteArray>> headers; ///< name and value, in order
    QByteArray remote;                            ///< the publisher's address
    QByteArray body;                              ///< byte for byte as published
    QByteArray replayOf;                          ///< the id of the replayed event, if this is a replay
};

} // namespace hookbot::listen

Q_DECLARE_METATYPE(hookbot::listen::Event)
