#pragma once

#include "broker/event/decimal.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QtGlobal>

#include <chrono>
#include <compare>
#include <optional>

namespace hookbot {

/// The id of an event: a positive 63-bit integer, milliseconds since 1970 << 20 | counter (protocol, section 6).
/// Zero means "before every event". Clients see it as an opaque number that can be compared. A plain value.
struct EventId
{
    qint64 value = 0;

    auto operator<=>(const EventId &) const = default;

    /// The id after @p last for an event at @p now: greater than both, so ids grow even if the clock jumps.
    [[nodiscard]] static EventId next(EventId last, std::chrono::system_clock::time_point now);

    /// The lowest id that an event of this time can have; for `since=` with a duration.
    [[nodiscard]] static EventId atTime(std::chrono::system_clock::time_point time);

    /// When an event with this id was appended, or later if the clock had been set back; in whole milliseconds.
    [[nodiscard]] std::chrono::system_clock::time_point time() const;

    /// Parses decimal digits from 1 to 2^63 - 1, without anything around them.
    [[nodiscard]] static std::optional<EventId> parse(QByteArrayView text);

    [[nodiscard]] QByteArray toByteArray() const { return Decimal(value).toByteArray(); }
};

} // namespace hookbot
