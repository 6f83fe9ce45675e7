#include "tests/bench/load/messages.h"

#include <charconv>

namespace hookbot {

namespace {

constexpr std::string_view EndOfHead = "\r\n\r\n";
constexpr std::string_view Host = "Host: localhost\r\n";

std::string authorization(std::string_view token)
{
    return token.empty() ? std::string() : "Authorization: Bearer " + std::string(token) + "\r\n";
}

/// The number after @p before; 0 if that does not occur.
std::int64_t numberAfter(std::string_view before, std::string_view text)
{
    std::int64_t number = 0;
    if (const size_t place = text.find(before); place != std::string_view::npos) {
        const std::string_view rest = text.substr(place + before.size());
        std::from_chars(rest.data(), rest.data() + rest.size(), number);
    }
    return number;
}

/// A number in the byte order of networks.
std::uint64_t bigEndian(std::string_view bytes)
{
    std::uint64_t number = 0;
    for (const char byte : bytes)
        number = number << 8 | static_cast<unsigned char>(byte);
    return number;
}

} // namespace

std::string subscribeRequest(std::string_view path, std::string_view token)
{
    return "GET " + std::string(path) + " HTTP/1.1\r\n" + std::string(Host) + authorization(token) +
           "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: aG9va2JvdCBiZW5jaG1hcg==\r\n\r\n";
}

std::string publishHead(std::string_view path, std::string_view token, int size)
{
    return "POST " + std::string(path) + " HTTP/1.1\r\n" + std::string(Host) + authorization(token) +
           "Content-Type: application/json\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n";
}

std::optional<Answer> takeAnswer(std::string_view &bytes)
{
    const size_t end = bytes.find(EndOfHead);
    if (end == std::string_view::npos)
        return {};
    const std::string_view head = bytes.substr(0, end);
    const size_t size = end + EndOfHead.size() + size_t(numberAfter("\r\nContent-Length: ", head));
    if (bytes.size() < size)
        return {};
    bytes.remove_prefix(size);
    return Answer{ .status = int(numberAfter("HTTP/1.1 ", head)),
                   .eventId = numberAfter("\r\nX-Hookbot-Event-Id: ", head) };
}

std::optional<Frame> takeFrame(std::string_view &bytes)
{
    if (bytes.size() < 2)
        return {};
    const auto shortLength = size_t(bytes[1] & 0x7f);
    const size_t extended = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
    const size_t head = 2 + extended;
    if (bytes.size() < head)
        return {};
    const size_t length = extended == 0 ? shortLength : size_t(bigEndian(bytes.substr(2, extended)));
    if (bytes.size() - head < length)
        return {};
    const Frame frame{ .opcode = bytes[0] & 0x0f, .payload = bytes.substr(head, length) };
    bytes.remove_prefix(head + length);
    return frame;
}

} // namespace hookbot
