#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookbot {

/// The part of HTTP and of WebSocket frames that the load tool speaks, as hookbot answers it. Pure.

/// A request to hear @p path, without a token where that is empty.
[[nodiscard]] std::string subscribeRequest(std::string_view path, std::string_view token);

/// The head of a publish of @p size bytes.
[[nodiscard]] std::string publishHead(std::string_view path, std::string_view token, int size);

/// What the server answered to a request.
struct Answer
{
    int status = 0;
    std::int64_t eventId = 0; ///< X-Hookbot-Event-Id; 0 where there is none
};

/// Takes a whole answer, body included, from the beginning of @p bytes; nothing where it is not whole yet.
[[nodiscard]] std::optional<Answer> takeAnswer(std::string_view &bytes);

/// An unmasked frame; valid as long as the bytes it was taken from.
struct Frame
{
    int opcode = 0;
    std::string_view payload;
};

/// Takes a whole frame from the beginning of @p bytes; nothing where it is not whole yet.
[[nodiscard]] std::optional<Frame> takeFrame(std::string_view &bytes);

} // namespace hookbot
