#include "listen/liveness.h"

#include <algorithm>

namespace hookbot::listen {

namespace {

using namespace std::chrono_literals;

/// The system clock may be adjusted slightly, and the thread may be busy for a moment. A gap longer than this means
/// that the machine slept or the thread was blocked.
constexpr auto Jump = 10s;

/// How long the other end has to answer after such a gap.
constexpr auto AfterJump = 10s;

} // namespace

Liveness::Liveness(Milliseconds pingInterval, Milliseconds longestSilence)
    : m_pingInterval(pingInterval),
      m_longestSilence(longestSilence)
{
}

void Liveness::started(Time now, Milliseconds limit)
{
    m_isUp = false;
    m_judged = now;
    m_deadline = now.running + limit;
}

void Liveness::received(Time now)
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
