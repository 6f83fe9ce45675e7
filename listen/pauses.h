#pragma once

#include <chrono>

namespace hookbot::listen {

/// How long to wait before the next call: nothing after the first that ends, then 1 s, 2 s, 4 s, up to 30 s, each by up
/// to a half shorter, as chance has it, so that the listeners of a server that restarts do not all come back at once.
/// Pure.
class Pauses
{
public:
    /// @p chance is from 0 to 1.
    [[nodiscard]] std::chrono::milliseconds next(double chance);

    /// A call went well: it was up for so long. Only one that outlasts the pause before it counts, or a server that
    /// hangs up at once would be called without end.
    void wasUpFor(std::chrono::milliseconds duration);

private:
    std::chrono::milliseconds m_longest{ 0 };
};

} // namespace hookbot::listen
