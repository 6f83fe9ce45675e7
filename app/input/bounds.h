#pragma once

#include <QtCore/QtGlobal>

#include <chrono>

namespace hookbot {

/// Bounds of settings: the same on the command line, in hookbot.conf and in the window.

/// The limit of `--max-body`, in bytes. One value of the log's database cannot be much longer.
constexpr qint64 LargestBodyAllowed = 1024LL * 1024 * 1024;

/// The limit of every duration. No sum of a time and a duration overflows.
constexpr std::chrono::seconds LongestDuration{ 3650LL * 86'400 };

} // namespace hookbot
