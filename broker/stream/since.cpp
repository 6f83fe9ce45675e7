#include "broker/stream/since.h"

#include "broker/event/duration.h"

#include <algorithm>

namespace hookbot {

namespace {

using namespace std::chrono;

/// Since 1970: what a clock of nanoseconds can count.
constexpr seconds LatestTime = days(100'000);

/// `2026-11-28T10:00:00Z`, and nothing else that means a time.
std::optional<system_clock::time_point> timeOf(QByteArrayView text)
{
    constexpr QByteArrayView Form = "0000-00-00T00:00:00Z";
    const auto isOfForm = [](char c, char form) { return form == '0' ? c >= '0' && c <= '9' : c == form; };
    if (text.size() != Form.size() || !std::equal(text.begin(), text.end(), Form.begin(), isOfForm))
        return std::nullopt;
    const auto number = [text](qsizetype at, qsizetype digits) { return text.sliced(at, digits).toInt(); };
    const year_month_day day{ year(number(0, 4)), month(unsigned(number(5, 2))),
                              std::chrono::day(unsigned(number(8, 2))) };
    const int hour = number(11, 2);
    const int minute = number(14, 2);
    const int second = number(17, 2);
    if (!day.ok() || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    const sys_seconds time = sys_days(day) + hours(hour) + minutes(minute) + seconds(second);
    return std::clamp(time, sys_seconds(), sys_seconds(LatestTime));
}

/// Of a log whose clock was never set back; placeIn() is right for any.
Since sinceTime(system_clock::time_point time)
{
    return { .after = EventId::atTime(time), .isExact = false, .from = time };
}

} // namespace

std::optional<Since> Since::parse(QByteArrayView text, system_clock::time_point now)
{
    if (text == "none")
        return Since{};
    if (text == "all")
        return Since{ .after = EventId(), .isExact = false, .from = {} };
    if (const auto id = EventId::parse(text))
        return Since{ .after = *id, .isExact = true, .from = {} };
    if (const auto duration = durationOf(text))
        return sinceTime(now - *duration);
    if (const auto time = timeOf(text))
        return sinceTime(*time);
    return std::nullopt;
}

} // namespace hookbot
