#pragma once

#include "broker/event/event.h"

#include <limits>
#include <optional>

namespace hookbot {

/// The largest id that can be one: ids can still grow beyond it.
inline constexpr qint64 MostId = std::numeric_limits<qint64>::max() - (1LL << 32);

/// Whether an id can be one: positive, and far enough from the largest number that ids can grow beyond it. Pure.
[[nodiscard]] bool isPlausible(EventId id);

/// The time of so many milliseconds since 1970; nullopt if it is before 1970 or beyond what an id can hold (43 bits),
/// which is also what a clock of nanoseconds can count. Pure.
[[nodiscard]] std::optional<std::chrono::system_clock::time_point> timeOfMilliseconds(qint64 milliseconds);

/// Whether it can name a channel that the server has accepted at any time: UTF-8 without control characters, at most
/// 2,048 bytes, and unsafe only if it begins with `/unsafe/`. Today's rules for paths are stricter (protocol, section
/// 1); events that were accepted by older ones stay readable. Pure.
[[nodiscard]] bool isChannelName(QByteArrayView name);

/// Whether it can be a request's method, or is empty, where nobody knows it. Pure.
[[nodiscard]] bool isMethod(QByteArrayView text);

/// Whether it can be a query: visible ASCII. Pure.
[[nodiscard]] bool isQuery(QByteArrayView text);

/// Whether it can be an address as the server notes it: ASCII without blanks or control characters, at most 255 bytes;
/// may be empty. Pure.
[[nodiscard]] bool isRemote(QByteArrayView text);

/// Which of an event's fields cannot be what the server has accepted, if one cannot: what comes back from a disk may be
/// anything. A word: `id`, `channel`, … Pure.
[[nodiscard]] std::optional<QByteArrayView> damagedFieldOf(const Event &event);

} // namespace hookbot
