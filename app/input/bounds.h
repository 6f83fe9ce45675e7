#pragma once

#include <QtCore/QtGlobal>

namespace hookbot {

/// The limit of `--max-body`, in bytes. One value of the log's database cannot be much longer.
/// It is the same on the command line, in hookbot.conf and in the window.
constexpr qint64 LargestBodyAllowed = 1024LL * 1024 * 1024;

} // namespace hookbot
