#pragma once

#include <chrono>

namespace hookbot::listen {

/// Whether the other end can still be heard: a connection that is up and says nothing may long be gone (a NAT that
/// forgot it, a machine that slept, a proxy that restarted). Pure: it is told the time.
class Liveness
{
public:
    using Milliseconds = std::chrono::milliseconds;

    /// Two clocks: the one that only runs while the machine does, and the one on the wall.
    struct Time
    {
        Milliseconds running;
        Milliseconds wall;
    };

    enum class Verdict {
        Alive,
        Ask, ///< send a ping now
        Dead ///< hang up
    };

    Liveness(Milliseconds pingInterval, Milliseconds longestSilence);

    /// A call begins; it has until @p limit to be answered.
    void dialled(Time now, Milliseconds limit);

    /// Something came from the other end.
    void heard(Time now);

    /// To be asked about once a second. After a time in which it was not, the silence is not the other end's.
    [[nodiscard]] Verdict judge(Time now);

private:
    Milliseconds m_pingInterval;
    Milliseconds m_longestSilence;
    Milliseconds m_deadline{};
    Milliseconds m_nextPing{};
    Time m_judged{};
    bool m_isUp = false;
};

} // namespace hookbot::listen
