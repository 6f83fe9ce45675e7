#include "broker/event/duration.h"

#include "broker/event/decimal.h"

namespace hookbot {

namespace {

using namespace std::chrono;

/// The unit for this letter; zero if there is none.
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

} // namespace

std::optional<seconds> durationOf(QByteArrayView text)
{
    const seconds unit = text.isEmpty() ? seconds() : unitOf(text.back());
    if (unit == seconds())
        return std::nullopt;
    const auto number = parsePositive(text.chopped(1));
    return number && *number <= LongestDuration / unit ? std::optional(*number * unit) : std::nullopt;
}

} // namespace hookbot
