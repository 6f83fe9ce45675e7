#pragma once

#include <chrono>

namespace hookbot::listen {

/// The pauses between connection attempts: 0 s, then 1 s, 2 s, 4 s, up to 30 s. A random part of up to a half is
/// subtracted from each, so that the listeners of a server that restarts do not all reconnect at once. Pure.
class Backoff
{
public:
    /// The next pause. @p chance is a random number from 0 to 1.
    [[nodiscard]] std::chrono::milliseconds next(double chance);

    /// Reports that a connection was open for this time. If that is longer than the pause before it, the pauses start
    /// again at 0 s. Shorter connections do not count, because a server may close each one at once.
    void wasUpFor(std::chrono::milliseconds duration);

private:
    std::chrono::milliseconds m_longest{ 0 };
};

} // namespace hookbot::listen
