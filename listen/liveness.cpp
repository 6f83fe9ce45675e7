#include "listen/liveness.h"

#include <algorithm>

namespace hookbot::listen {

namespace {

using namespace std::chrono_literals;

/// The wall's clock may be set by a little at any time, and a thread be busy for a little; beyond this nobody was here
/// to hear: the machine slept, or its owner did something else.
constexpr auto Jump = 10s;

/// What was up before that has this long to show that it still is.
constexpr auto AfterJump = 10s;

} // namespace

Liveness::Liveness(Milliseconds pingInterval, Milliseconds longestSilence)
    : m_pingInterval(pingInterval),
      m_longestSilence(longestSilence)
{
}

void Liveness::dialled(Time now, Milliseconds limit)
{
    m_isUp = false;
    m_judged = now;
    m_deadline = now.running + limit;
}

void Liveness::heard(Time now)
{
    if (!m_isUp)
        m_nextPing = now.running + m_pingInterval;
    m_isUp = true;
    m_deadline = now.running + m_longestSilence;
}

Liveness::Verdict Liveness::judge(Time now)
{
    const bool wasAway = std::max(now.wall - m_judged.wall, now.running - m_judged.running) > Jump;
    m_judged = now;
    if (wasAway) {
        m_deadline = now.running + AfterJump;
        m_nextPing = now.running;
    }
    if (now.running >= m_deadline)
        return Verdict::Dead;
    if (!m_isUp || now.running < m_nextPing)
        return Verdict::Alive;
    m_nextPing = now.running + m_pingInterval;
    return Verdict::Ask;
}

} // namespace hookbot::listen
