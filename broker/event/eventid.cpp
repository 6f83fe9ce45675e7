#include "eventid.h"

#include <algorithm>
#include <charconv>

namespace hookbot {

namespace {

constexpr int CounterBits = 20;

} // namespace

EventId EventId::atTime(std::chrono::system_clock::time_point time)
{
    using std::chrono::milliseconds;
    const qint64 ms = std::chrono::duration_cast<milliseconds>(time.time_since_epoch()).count();
    return { std::max<qint64>(ms, 0) << CounterBits };
}

EventId EventId::next(EventId last, std::chrono::system_clock::time_point now)
{
    return { std::max(atTime(now).value, last.value + 1) };
}

std::optional<EventId> EventId::parse(QByteArrayView text)
{
    EventId id;
    const char *end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, id.value);
    if (error != std::errc() || rest != end || id.value <= 0)
        return std::nullopt;
    return id;
}

} // namespace hookbot
