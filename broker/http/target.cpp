#include "broker/http/target.h"

#include <QtCore/QList>
#include <QtCore/QStringDecoder>

namespace hookbot {

namespace {

constexpr qsizetype LongestPath = 2048;
constexpr int MostSegments = 32;

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Nothing where a `%` is not followed by two hexadecimal digits.
std::optional<QByteArray> percentDecoded(QByteArrayView text)
{
    const qsizetype firstEscape = text.indexOf('%');
    if (firstEscape < 0)
        return text.toByteArray();
    QByteArray decoded;
    decoded.reserve(text.size());
    decoded.append(text.first(firstEscape));
    for (qsizetype i = firstEscape; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded.append(text[i]);
            continue;
        }
        const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return std::nullopt;
        decoded.append(char(high * 16 + low));
        i += 2;
    }
    return decoded;
}

bool isUtf8(QByteArrayView bytes)
{
    const bool isAscii = std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<uchar>(c) < 0x80; });
    if (isAscii)
        return true;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    [[maybe_unused]] const QString text = decoder(bytes);
    return !decoder.hasError();
}

/// C0, DEL and, in UTF-8, C1.
bool hasControlCharacter(QByteArrayView utf8)
{
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const auto c = static_cast<uchar>(utf8[i]);
        const bool isC1 = c == 0xc2 && i + 1 < utf8.size() && static_cast<uchar>(utf8[i + 1]) < 0xa0;
        if (c < 0x20 || c == 0x7f || isC1)
            return true;
    }
    return false;
}

/// What is wrong with a segment of the path; nothing for a good one.
const char *faultOfSegments(QByteArrayView path)
{
    int segments = 0;
    for (qsizetype begin = 1; begin < path.size();) { // after the first slash; a last one may end the path
        const qsizetype slash = path.indexOf('/', begin);
        const qsizetype end = slash < 0 ? path.size() : slash;
        const QByteArrayView segment = path.sliced(begin, end - begin);
        if (segment.isEmpty())
            return "the path has an empty segment (//)";
        if (segment == "." || segment == "..")
            return "the path has a . or .. segment";
        if (++segments > MostSegments)
            return "the path has more than 32 segments";
        begin = end + 1;
    }
    return nullptr;
}

Refusal badTarget(QByteArrayView fault)
{
    return { 400, QByteArray("400 Bad Request: ").append(fault) };
}

} // namespace

tl::expected<Target, Refusal> Target::parse(QByteArrayView target)
{
    const qsizetype mark = target.indexOf('?');
    const QByteArrayView rawPath = mark < 0 ? target : target.first(mark);
    const std::optional<QByteArray> path = percentDecoded(rawPath);
    if (!path)
        return tl::unexpected(badTarget("a % in the path is not followed by two hexadecimal digits"));
    if (path->size() > LongestPath)
        return tl::unexpected(Refusal{ 414, "414 URI Too Long: the path has more than 2,048 bytes" });
    if (!path->startsWith('/'))
        return tl::unexpected(badTarget("the path does not begin with /"));
    if (!isUtf8(*path))
        return tl::unexpected(badTarget("the path is not UTF-8"));
    if (hasControlCharacter(*path))
        return tl::unexpected(badTarget("the path has a control character"));
    if (const char *fault = faultOfSegments(*path))
        return tl::unexpected(badTarget(fault));
    return Target{ *path, mark < 0 ? QByteArray() : target.sliced(mark + 1).toByteArray() };
}

QList<QByteArray> Target::parameters(QByteArrayView name) const
{
    QList<QByteArray> values;
    if (query.isEmpty())
        return values;
    const auto decoded = [](QByteArrayView text) { return percentDecoded(text.toByteArray().replace('+', ' ')); };
    // A request asks for several names, and a stranger's query may have thousands: only those are decoded that matter.
    for (QByteArrayView rest = query; !rest.isEmpty();) {
        const qsizetype end = rest.indexOf('&');
        const QByteArrayView pair = end < 0 ? rest : rest.first(end);
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
        const qsizetype equals = pair.indexOf('=');
        const QByteArrayView rawKey = equals < 0 ? pair : pair.first(equals);
        if (rawKey.contains('%') || rawKey.contains('+')) {
            const auto key = rawKey.size() <= 3 * name.size() ? decoded(rawKey) : std::nullopt;
            if (!key || QByteArrayView(*key) != name)
                continue;
        } else if (rawKey != name) {
            continue;
        }
        if (auto value = equals < 0 ? QByteArray() : decoded(pair.sliced(equals + 1)))
            values.append(*std::move(value));
    }
    return values;
}

} // namespace hookbot
