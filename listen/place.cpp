#include "place.h"

#include <optional>

namespace hookbot::listen {

namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

/// `90s`, `10m`, `24h`, `7d`.
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
    bool isNumber = false;
    const uint number = text.chopped(text.isEmpty() ? 0 : 1).toUInt(&isNumber);
    if (unit == 0s || !isNumber || number == 0)
        return std::nullopt;
    return seconds(number * unit.count());
}

} // namespace

Place::Place(QByteArray since) : m_since(since == "none" ? QByteArray() : std::move(since)) {}

void Place::heard(const QByteArray &id)
{
    if (!id.isEmpty())
        m_lastId = id;
}

QByteArray Place::since(std::chrono::milliseconds passed) const
{
    if (!m_lastId.isEmpty())
        return m_lastId;
    const auto duration = m_since.isEmpty() ? std::optional(0s) : durationOf(m_since);
    if (!duration || passed < 1s)
        return m_since;
    // Rounded up: better an event of the second before than one too few.
    return QByteArray::number(qint64((*duration + std::chrono::ceil<seconds>(passed)).count())) + 's';
}

bool Place::isSince(const QByteArray &text)
{
    bool isNumber = false;
    return text == "none" || text == "all" || durationOf(text) || (text.toLongLong(&isNumber) > 0 && isNumber);
}

} // namespace hookbot::listen
