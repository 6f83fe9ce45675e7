#include "app/input/quantities.h"

#include "app/input/bounds.h"
#include "broker/event/decimal.h"
#include "broker/event/duration.h"

#include <QtCore/QCoreApplication>

#include <array>
#include <limits>
#include <utility>

namespace hookbot {

namespace {

struct QuantityText
{
    Q_DECLARE_TR_FUNCTIONS(Quantities)
};

using Unit = std::pair<QStringView, qint64>;

/// Parses a positive number followed by one of these units; nullopt if it is something else or too large.
template<size_t Count>
std::optional<qint64> parse(const QString &text, const std::array<Unit, Count> &units)
{
    for (const auto &[unit, factor] : units) {
        if (!text.endsWith(unit))
            continue;
        bool isNumber = false;
        const qint64 number = text.chopped(unit.size()).toLongLong(&isNumber);
        if (isNumber && number > 0 && number <= std::numeric_limits<qint64>::max() / factor)
            return number * factor;
    }
    return std::nullopt;
}

} // namespace

tl::expected<qint64, QString> parseBytes(const QString &text)
{
    static constexpr std::array<Unit, 8> units{ { { u"KiB", 1LL << 10 },
                                                  { u"MiB", 1LL << 20 },
                                                  { u"GiB", 1LL << 30 },
                                                  { u"kB", 1'000 },
                                                  { u"MB", 1'000'000 },
                                                  { u"GB", 1'000'000'000 },
                                                  { u"B", 1 },
                                                  { u"", 1 } } };
    if (const auto bytes = parse(text, units))
        return *bytes;
    return tl::unexpected(
        QuantityText::tr("\"%1\" is not a size: use a number of bytes, such as 65536, 64KiB or 25MiB").arg(text));
}

tl::expected<qint64, QString> parseBodySize(const QString &text)
{
    auto bytes = parseBytes(text);
    if (bytes && *bytes > LargestBodyAllowed)
        return tl::unexpected(QuantityText::tr("\"%1\" is too large: the limit is 1GiB").arg(text));
    return bytes;
}

tl::expected<qint64, QString> parseCount(const QString &text)
{
    bool isNumber = false;
    const qint64 count = text.toLongLong(&isNumber);
    if (isNumber && count > 0)
        return count;
    return tl::unexpected(
        QuantityText::tr("\"%1\" is not a number of events: use a whole number from 1, such as 1000000").arg(text));
}

tl::expected<std::chrono::seconds, QString> parseDuration(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    if (const auto duration = durationOf(parsePositive(bytes) ? bytes + 's' : bytes))
        return *duration;
    return tl::unexpected(
        QuantityText::tr(
            "\"%1\" is not a duration: use a number of seconds, or one such as 30s, 10m, 24h or 7d, up to 36500d")
            .arg(text));
}

} // namespace hookbot
