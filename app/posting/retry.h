#pragma once

#include "listen/backoff.h"

#include <QtCore/QByteArray>

#include <chrono>

namespace hookbot {

/// How long to wait before what failed is tried again: like a watch before its next call, but never not at all.
[[nodiscard]] std::chrono::milliseconds nextTry(listen::Backoff &backoff);

/// `again in 1.5 s`.
[[nodiscard]] QByteArray againIn(std::chrono::milliseconds pause);

} // namespace hookbot
