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

    /// The id after @p last for an event that comes at @p now: greater than both, so ids grow through clocks that jump.
    [[nodiscard]] static EventId next(EventId last, std::chrono::system_clock::time_point now);

    /// The least id an event of this time can have; for `since=` with a duration.
    [[nodiscard]] static EventId atTime(std::chrono::system_clock::time_point time);

    /// When an event of this id was taken in, or later where the clock had been set back; in whole milliseconds.
    [[nodiscard]] std::chrono::system_clock::time_point time() const;

    /// Decimal digits of a number from 1 to 2^63 - 1, nothing else around them.
    [[nodiscard]] static std::optional<EventId> parse(QByteArrayView text);

    [[nodiscard]] QByteArray toByteArray() const { return Decimal(value).toByteArray(); }
};

} // namespace hookbot
