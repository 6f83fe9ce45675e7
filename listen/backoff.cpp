#include "listen/backoff.h"

#include <algorithm>
#include <cmath>

namespace hookbot::listen {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds First = 1s;
constexpr std::chrono::milliseconds Longest = 30s;

} // namespace

std::chrono::milliseconds Backoff::next(double chance)
{
    const auto longest = m_longest;
    m_longest = std::clamp(2 * m_longest, First, Longest);
    return std::chrono::milliseconds(std::llround(double(longest.count()) * (1 - std::clamp(chance, 0.0, 1.0) / 2)));
}

void Backoff::wasUpFor(std::chrono::milliseconds duration)
{
    if (duration > m_longest)
        m_longest = 0ms;
}

} // namespace hookbot::listen
