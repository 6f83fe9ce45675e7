#pragma once

#include <chrono>

namespace hookbot::listen {

/// Whether the other end is still there. A silent connection may be dead (a NAT forgot it, the machine slept, a proxy
/// restarted). Pure: the caller passes the time.
class Liveness
{
public:
    using Milliseconds = std::chrono::milliseconds;

    /// Two clocks: a monotonic one, which stops while the machine sleeps, and the system clock.
    struct Time
    {
        Milliseconds running;
        Milliseconds wall;
    };

    enum class Verdict {
        Alive,
        Ask, ///< send a ping now
        Dead ///< close the connection
    };

    Liveness(Milliseconds pingInterval, Milliseconds longestSilence);

    /// A connection attempt starts; the server must answer within @p limit.
    void started(Time now, Milliseconds limit);

    /// Any data was received.
    void received(Time now);

    /// Call this about once a second. After a longer gap between two calls, the silence before does not count.
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
