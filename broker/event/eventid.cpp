#include "broker/event/eventid.h"

#include <algorithm>

namespace hookbot {

namespace {

constexpr int CounterBits = 20;
constexpr qint64 LastMillisecond = (1LL << 43) - 1; // what is left of 63 bits

} // namespace

EventId EventId::atTime(std::chrono::system_clock::time_point time)
{
    using std::chrono::milliseconds;
    const qint64 ms = std::chrono::duration_cast<milliseconds>(time.time_since_epoch()).count();
    return { std::clamp<qint64>(ms, 0, LastMillisecond) << CounterBits };
}

std::chrono::system_clock::time_point EventId::time() const
{
    return std::chrono::system_clock::time_point(std::chrono::milliseconds(value >> CounterBits));
}

EventId EventId::next(EventId last, std::chrono::system_clock::time_point now)
{
    return { std::max(atTime(now).value, last.value + 1) };
}

std::optional<EventId> EventId::parse(QByteArrayView text)
{
    const auto number = parsePositive(text);
    return number ? std::optional(EventId{ *number }) : std::nullopt;
}

} // namespace hookbot
