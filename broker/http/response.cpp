#include "broker/http/response.h"

#include "broker/event/decimal.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace hookbot {

namespace {

const char *reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 417:
        return "Expectation Failed";
    case 426:
        return "Upgrade Required";
    case 431:
        return "Request Header Fields Too Large";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Error";
    }
}

/// IMF-fixdate (RFC 9110, section 5.6.7), made anew once a second.
const QByteArray &dateField()
{
    thread_local std::time_t second = 0;
    thread_local QByteArray field;
    const std::time_t now = std::time(nullptr);
    if (now != second) {
        static constexpr const char *days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
        static constexpr const char *months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
        const std::tm utc = *std::gmtime(&now); // of this thread alone in our programs
        std::array<char, 64> text{};
        std::snprintf(text.data(), text.size(), "Date: %s, %02d %s %04d %02d:%02d:%02d GMT\r\n", days[utc.tm_wday],
                      utc.tm_mday, months[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
        field = text.data();
        second = now;
    }
    return field;
}

} // namespace

Response Response::of(const Refusal &refusal)
{
    Response response;
    response.status = refusal.status;
    response.body = refusal.message + '\n';
    response.fields = refusal.fields;
    if (refusal.status == 503 && refusal.fields.isEmpty())
        response.fields = "Retry-After: 5\r\n";
    return response;
}

QByteArray Response::toBytes(bool keepAlive) const
{
    QByteArray bytes = head(keepAlive, body.size());
    if (withBody)
        bytes.append(body);
    return bytes;
}

QByteArray Response::head(bool keepAlive, qint64 length) const
{
    QByteArray bytes;
    bytes.reserve(256 + fields.size() + body.size());
    bytes.append("HTTP/1.1 ").append(Decimal(status)).append(' ').append(reasonOf(status)).append("\r\n");
    bytes.append(dateField());
    bytes.append("Content-Type: ").append(contentType).append("\r\nContent-Length: ");
    bytes.append(Decimal(length)).append("\r\n").append(fields);
    if (!keepAlive)
        bytes.append("Connection: close\r\n");
    bytes.append("\r\n");
    return bytes;
}

} // namespace hookbot
