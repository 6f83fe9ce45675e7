#include "broker/http/headrules.h"

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

constexpr qsizetype LongestMethod = 32;

/// A set of bytes: letters, digits and these marks.
class ByteSet
{
public:
    explicit constexpr ByteSet(const char *marks)
    {
        for (const char *set : { marks, "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz" }) {
            for (; *set != '\0'; ++set)
                m_has[static_cast<uchar>(*set)] = true;
        }
    }

    [[nodiscard]] bool hasAllOf(QByteArrayView text) const
    {
        return std::all_of(text.begin(), text.end(), [this](char c) { return m_has[static_cast<uchar>(c)]; });
    }

private:
    std::array<bool, 256> m_has{};
};

/// RFC 9110, section 5.6.2.
constexpr ByteSet TokenBytes("!#$%&'*+-.^_`|~");

/// uri-host and port, RFC 9112, section 3.2; strict enough that nothing else hides in it.
constexpr ByteSet HostBytes("-._~%!$&'()*+,;=:[]");

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && TokenBytes.hasAllOf(text);
}

bool isFieldValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<uchar>(c);
        return (byte >= 0x20 && byte != 0x7f) || byte == '\t';
    });
}

/// What follows `http://` or `https://`; nothing where the target does not begin so.
std::optional<QByteArrayView> behindScheme(QByteArrayView target)
{
    for (const QByteArrayView scheme : { "http://", "https://" }) {
        if (target.size() >= scheme.size() && equalIgnoringCase(target.first(scheme.size()), scheme))
            return target.sliced(scheme.size());
    }
    return std::nullopt;
}

std::optional<Refusal> faultOfRequestLine(QByteArrayView line)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last == first || !isToken(line.first(first)) || first > LongestMethod)
        return badRequest("the request line is not method, target and version with one blank between");
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    const QByteArrayView version = line.sliced(last + 1);

    const auto isDigit = [&version](qsizetype i) { return version[i] >= '0' && version[i] <= '9'; };
    if (version.size() != 8 || !version.startsWith("HTTP/") || version[6] != '.' || !isDigit(5) || !isDigit(7))
        return badRequest("the request line does not end in HTTP/1.1");
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return Refusal{ 505, "505 HTTP Version Not Supported: use HTTP/1.1" };
    const bool isVisible =
        std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
    if (!isVisible)
        return badRequest("the target has bytes that have to be percent-encoded, or a fragment");
    if (!target.startsWith('/') && !behindScheme(target))
        return badRequest("the target does not begin with /");
    return std::nullopt;
}

std::optional<Refusal> faultOfFieldLine(QByteArrayView line)
{
    if (line.startsWith(' ') || line.startsWith('\t'))
        return badRequest("a header field is continued on a second line");
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)))
        return badRequest("a header field's name is not a token with a colon right behind it");
    if (!isFieldValue(line.sliced(colon + 1)))
        return badRequest("a header field's value has a control character");
    return std::nullopt;
}

bool isNumber(QByteArrayView value)
{
    return !value.isEmpty() && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

Refusal badRequest(const char *why)
{
    return { 400, QByteArray("400 Bad Request: ") + why };
}

HeadScanner::Result HeadScanner::scan(QByteArrayView head)
{
    for (;;) {
        const qsizetype lineFeed = head.indexOf('\n', m_scanned);
        if (lineFeed < 0) {
            m_scanned = head.size();
            return Result::Incomplete;
        }
        m_scanned = lineFeed + 1;
        if (lineFeed == m_lineStart || head[lineFeed - 1] != '\r')
            return Result::BareLineFeed;
        const bool isEmpty = lineFeed == m_lineStart + 1;
        m_lineStart = lineFeed + 1;
        if (isEmpty)
            return Result::Complete;
    }
}

std::optional<Refusal> faultOfHead(QByteArrayView head)
{
    bool isFirst = true;
    while (head != "\r\n") {
        const qsizetype end = head.indexOf('\r');
        if (head[end + 1] != '\n') // there is a byte: the head ends in CRLF
            return badRequest("a carriage return without a line feed");
        const QByteArrayView line = head.first(end);
        if (auto fault = isFirst ? faultOfRequestLine(line) : faultOfFieldLine(line))
            return fault;
        isFirst = false;
        head = head.sliced(end + 2);
    }
    return isFirst ? std::optional(badRequest("no request line")) : std::nullopt;
}

std::optional<QByteArray> originForm(QByteArrayView target, QByteArrayView host)
{
    const auto rest = behindScheme(target);
    if (!rest || host.isEmpty() || rest->size() < host.size() || !equalIgnoringCase(rest->first(host.size()), host))
        return std::nullopt;
    const QByteArrayView behind = rest->sliced(host.size());
    if (behind.startsWith('/'))
        return behind.toByteArray();
    if (behind.isEmpty() || behind.startsWith('?'))
        return '/' + behind.toByteArray();
    return std::nullopt;
}

std::optional<Refusal> faultOfFields(const Headers &headers, bool isHttp11)
{
    qsizetype hosts = 0;
    qsizetype authorizations = 0;
    qsizetype encodings = 0;
    std::optional<QByteArrayView> length;
    for (const auto &[name, value] : headers) {
        const auto is = [name = name](QByteArrayView other) { return equalIgnoringCase(name, other); };
        if (is("Host")) {
            ++hosts;
            if (!HostBytes.hasAllOf(value))
                return badRequest("the Host header is not a host");
        } else if (is("Content-Length")) {
            if (!isNumber(value))
                return badRequest("Content-Length is not a number");
            if (length && *length != value)
                return badRequest("two Content-Length headers that differ");
            length = value;
        } else if (is("Transfer-Encoding")) {
            ++encodings;
            if (!equalIgnoringCase(value, "chunked"))
                return badRequest("Transfer-Encoding has to be chunked");
        } else if (is("Authorization")) {
            ++authorizations;
        } else if (is("Expect") && isHttp11 && !equalIgnoringCase(value, "100-continue")) {
            return Refusal{ 417, "417 Expectation Failed: Expect can only be 100-continue" };
        }
    }
    if (hosts > 1)
        return badRequest("two Host headers");
    if (hosts == 0 && isHttp11)
        return badRequest("no Host header");
    if (authorizations > 1)
        return badRequest("two Authorization headers");
    if (encodings > 1)
        return badRequest("two Transfer-Encoding headers");
    if (encodings > 0 && !isHttp11)
        return badRequest("HTTP/1.0 has no Transfer-Encoding");
    if (encodings > 0 && length)
        return badRequest("Content-Length beside Transfer-Encoding");
    return std::nullopt;
}

bool listContains(const Headers &headers, QByteArrayView name, QByteArrayView word)
{
    for (const auto &[fieldName, fieldValue] : headers) {
        if (!equalIgnoringCase(fieldName, name))
            continue;
        for (QByteArrayView rest = fieldValue; !rest.isEmpty();) {
            const qsizetype comma = rest.indexOf(',');
            const QByteArrayView item = (comma < 0 ? rest : rest.first(comma)).trimmed();
            if (equalIgnoringCase(item, word))
                return true;
            rest = comma < 0 ? QByteArrayView() : rest.sliced(comma + 1);
        }
    }
    return false;
}

} // namespace hookbot
