#pragma once

#include "broker/event/eventid.h"
#include "broker/event/headers.h"

#include <QtCore/QByteArray>

#include <chrono>
#include <memory>

namespace hookbot {

/// What a publisher sent, before the log assigns an id. A plain value.
struct Draft
{
    std::chrono::system_clock::time_point time; ///< when its request was complete
    QByteArray channel;                         ///< see channel.h
    QByteArray method;
    QByteArray query;  ///< as sent, without the `?`
    Headers headers;   ///< without those that carry secrets (withoutSecrets())
    QByteArray remote; ///< the publisher's address, without its port
    QByteArray body;   ///< what listeners receive, byte for byte
    EventId replayOf;  ///< the event that this one is a replay of; zero if none
};

/// An event of the log. Immutable, and therefore shared among threads and listeners.
struct Event : Draft
{
    EventId id;
};

using EventPtr = std::shared_ptr<const Event>;

/// The fields that an event keeps: all except `Authorization`, `Cookie` and `Proxy-Authorization`, which never leave
/// the server (protocol, section 5) and therefore never enter the log.
[[nodiscard]] Headers withoutSecrets(const Headers &headers);

} // namespace hookbot
