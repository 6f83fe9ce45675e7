#include "since.h"

namespace hookbot {

namespace {

/// `90s`, `10m`, `24h`, `7d`.
std::optional<std::chrono::seconds> durationOf(QByteArrayView text)
{
    using namespace std::chrono;
    constexpr qint64 Longest = 1'000'000; // of any unit; more than any log goes back
    if (text.isEmpty())
        return std::nullopt;
    const auto number = EventId::parse(text.chopped(1)); // as positive, and as decimal
    if (!number || number->value > Longest)
        return std::nullopt;
    switch (text.back()) {
    case 's':
        return seconds(number->value);
    case 'm':
        return minutes(number->value);
    case 'h':
        return hours(number->value);
    case 'd':
        return days(number->value);
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<Since> Since::parse(QByteArrayView text, std::chrono::system_clock::time_point now)
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
