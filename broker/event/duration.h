#pragma once

#include <QtCore/QByteArrayView>

#include <chrono>
#include <optional>

namespace hookbot {

/// The longest duration that hookbot accepts, for --keep-for as for `since=`: more than any log goes back, and small
/// enough for arithmetic.
constexpr std::chrono::seconds LongestDuration = std::chrono::days(36'500);

/// Parses `90s`, `10m`, `24h` or `7d`: decimal digits and a unit, from a second to LongestDuration. Returns nullopt for
/// anything else, also for a number without a unit. Pure. The client library, which depends on Qt alone, has a copy
/// (listen/place.cpp).
[[nodiscard]] std::optional<std::chrono::seconds> durationOf(QByteArrayView text);

} // namespace hookbot
