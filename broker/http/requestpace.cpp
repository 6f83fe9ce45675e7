#include "broker/http/requestpace.h"

namespace hookbot {

namespace {

constexpr int HeadSeconds = 10;              // a head is whole in this time
constexpr int IdleSeconds = 75;              // between requests
constexpr int MeasureSeconds = 10;           // over this long, a body comes
constexpr qsizetype LeastPace = 10LL * 1024; // at this many bytes of its own, framing not counted
constexpr int BodySeconds = 30;              // and it is whole in this long and a second for each KiB

} // namespace

void RequestPace::beginBody()
{
    *this = {};
}

void RequestPace::tick(bool isPaused)
{
    if (!isPaused)
        ++m_seconds;
    ++m_bodySeconds;
}

std::optional<RequestPace::Overdue> RequestPace::overdue(Part part, qsizetype body, bool isFirst)
{
    if (part == Part::Nothing)
        return m_seconds >= (isFirst ? HeadSeconds : IdleSeconds) ? std::optional<Overdue>(Overdue()) : std::nullopt;
    if (part == Part::Head) {
        return m_seconds >= HeadSeconds
                   ? std::optional<Overdue>(
                         Overdue{ Refusal{ 408, "408 Request Timeout: the request's head was not whole in 10 s" } })
                   : std::nullopt;
    }
    const bool isLate = m_bodySeconds >= BodySeconds && body / 1024 + BodySeconds <= m_bodySeconds;
    if (isLate || (m_seconds >= MeasureSeconds && body - m_bodyAtStart < LeastPace))
        return Overdue{ Refusal{ 408, "408 Request Timeout: the body came at less than 1 KiB a second" } };
    if (m_seconds >= MeasureSeconds) {
        m_seconds = 0;
        m_bodyAtStart = body;
    }
    return std::nullopt;
}

} // namespace hookbot
