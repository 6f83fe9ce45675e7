#include "listen/position.h"

#include <algorithm>
#include <optional>

namespace hookbot::listen {

namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

/// The longest duration that a server accepts.
constexpr seconds LongestDuration = std::chrono::days(36'500);

/// Only digits, because the server does not accept a sign.
std::optional<qint64> positiveNumber(const QByteArray &text)
{
    const bool isDigits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    const qint64 number = isDigits ? text.toLongLong() : 0;
    return number > 0 ? std::optional(number) : std::nullopt;
}

/// Parses `90s`, `10m`, `24h` or `7d`, as the server does (broker/event/duration.h): a copy, since this library depends
/// on Qt alone.
std::optional<seconds> durationOf(const QByteArray &text)
{
    const auto unit = [&]() -> seconds {
        switch (text.isEmpty() ? '\0' : text.back()) {
        case 's':
            return 1s;
        case 'm':
            return 1min;
        case 'h':
            return 1h;
        case 'd':
            return 24h;
        default:
            return 0s;
        }
    }();
    if (unit == 0s)
        return std::nullopt;
    const auto number = positiveNumber(text.chopped(1));
    return number && *number <= LongestDuration / unit ? std::optional(*number * unit) : std::nullopt;
}

} // namespace

Position::Position(QByteArray since) : m_since(since == "none" ? QByteArray() : std::move(since)) {}

void Position::received(const QByteArray &id)
{
    const auto number = positiveNumber(id);
    const auto last = positiveNumber(m_lastId);
    const bool isBack = number && last && *number < *last; // it was replayed
    if (!id.isEmpty() && !isBack)
        m_lastId = id;
}

QByteArray Position::since(std::chrono::milliseconds passed) const
{
    if (!m_lastId.isEmpty())
        return m_lastId;
    const auto duration = m_since.isEmpty() ? std::optional(0s) : durationOf(m_since);
    if (!duration || passed == 0ms)
        return m_since;
    // Rounded up: an extra event of the second before is better than a missing one.
    const seconds all = std::min(*duration + std::chrono::ceil<seconds>(passed), LongestDuration);
    return QByteArray::number(qint64(all.count())) + 's';
}

bool Position::isSince(const QByteArray &text)
{
    return text == "none" || text == "all" || durationOf(text) || positiveNumber(text);
}

} // namespace hookbot::listen
