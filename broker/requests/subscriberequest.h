#pragma once

#include "broker/http/refusal.h"
#include "broker/http/request.h"
#include "broker/http/target.h"
#include "broker/stream/listener.h"

#include <chrono>
#include <tl/expected.hpp>

namespace hookbot {

/// What a GET on a subscription asks for: transport, form, and position in the log (protocol, section 5). A plain
/// value.
struct SubscribeRequest
{
    enum class Transport {
        WebSocket,
        EventStream, ///< Server-Sent Events
        Poll         ///< one answer of what is retained
    };

    Transport transport = Transport::WebSocket;
    bool isJson = false; ///< of a WebSocket; the others have no other form
    Since since;
    qsizetype limit = 1000; ///< of a poll: maximum number of events

    /// From request and target; @p now is what `since=` with a duration counts back from. Refused with 400 if a
    /// parameter is invalid, is given twice or does not fit the transport, or if there is no transport. Pure.
    [[nodiscard]] static tl::expected<SubscribeRequest, Refusal> of(const Request &request, const Target &target,
                                                                    std::chrono::system_clock::time_point now);
};

} // namespace hookbot
