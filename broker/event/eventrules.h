#pragma once

#include "broker/event/event.h"

#include <limits>
#include <optional>

namespace hookbot {

/// The largest valid id: ids can still grow beyond it.
inline constexpr qint64 MostId = std::numeric_limits<qint64>::max() - (1LL << 32);

/// Whether an id is valid: positive, and small enough that ids can grow beyond it. Pure.
[[nodiscard]] bool isPlausible(EventId id);

/// The time of @p milliseconds since 1970; nullopt if it is before 1970 or beyond the range of ids (43 bits), which is
/// also that of a clock of nanoseconds. Pure.
[[nodiscard]] std::optional<std::chrono::system_clock::time_point> timeOfMilliseconds(qint64 milliseconds);

/// Whether the server may have accepted a channel of this name at any time: UTF-8 without control characters, at most
/// 2,048 bytes, and unsafe only if it begins with `/unsafe/`. Today's rules for paths are stricter (protocol, section
/// 1); events that were accepted by older rules stay readable. Pure.
[[nodiscard]] bool isChannelName(QByteArrayView name);

/// Whether this is a valid method; empty if unknown. Pure.
[[nodiscard]] bool isMethod(QByteArrayView text);

/// Whether this is a valid query: visible ASCII. Pure.
[[nodiscard]] bool isQuery(QByteArrayView text);

/// Whether this is a valid address as the server records it: ASCII without blanks or control characters, at most 255
/// bytes; may be empty. Pure.
[[nodiscard]] bool isRemote(QByteArrayView text);

/// The first field of an event that the server cannot have accepted, if there is one: `id`, `channel`, …. What is read
/// back from a disk may be anything. Pure.
[[nodiscard]] std::optional<QByteArrayView> damagedFieldOf(const Event &event);

} // namespace hookbot
