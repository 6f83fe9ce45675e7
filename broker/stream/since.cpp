#include "since.h"

namespace hookbot {

namespace {

using namespace std::chrono;

/// More than any log goes back, and little enough to count with.
constexpr seconds LongestDuration = days(36'500);

/// What the letter behind a duration counts; zero for none.
seconds unitOf(char letter)
{
    switch (letter) {
    case 's':
        return seconds(1);
    case 'm':
        return minutes(1);
    case 'h':
        return hours(1);
    case 'd':
        return days(1);
    default:
        return {};
    }
}

/// `90s`, `10m`, `24h`, `7d`.
std::optional<seconds> durationOf(QByteArrayView text)
{
    const seconds unit = text.isEmpty() ? seconds() : unitOf(text.back());
    if (unit == seconds())
        return std::nullopt;
    const auto number = parsePositive(text.chopped(1));
    return number && *number <= LongestDuration / unit ? std::optional(*number * unit) : std::nullopt;
}

} // namespace

std::optional<Since> Since::parse(QByteArrayView text, system_clock::time_point now)
{
    if (text == "none")
        return Since{};
    if (text == "all")
        return Since{ EventId(), false };
    if (const auto id = EventId::parse(text))
        return Since{ *id, true };
    if (const auto duration = durationOf(text))
        return Since{ EventId::atTime(now - *duration), false };
    return std::nullopt;
}

} // namespace hookbot
