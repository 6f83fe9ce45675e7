#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookbot {

/// The part of HTTP and WebSocket that the load tool needs. Pure.

/// A request to subscribe to @p path, without a token if that is empty.
[[nodiscard]] std::string subscribeRequest(std::string_view path, std::string_view token);

/// The head of a publish of @p size bytes.
[[nodiscard]] std::string publishHead(std::string_view path, std::string_view token, int size);

/// The server's answer to a request.
struct Answer
{
    int status = 0;
    std::int64_t eventId = 0; ///< X-Hookbot-Event-Id; 0 if absent
};

/// Removes a complete answer with its body from the start of @p bytes; nullopt if it is incomplete.
[[nodiscard]] std::optional<Answer> takeAnswer(std::string_view &bytes);

/// An unmasked frame; valid as long as the bytes that it was read from.
struct Frame
{
    int opcode = 0;
    std::string_view payload;
};

/// Removes a complete frame from the start of @p bytes; nullopt if it is incomplete.
[[nodiscard]] std::optional<Frame> takeFrame(std::string_view &bytes);

} // namespace hookbot
