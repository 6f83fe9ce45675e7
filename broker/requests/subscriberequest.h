#pragma once

#include "broker/http/refusal.h"
#include "broker/http/request.h"
#include "broker/http/target.h"
#include "broker/stream/listener.h"

#include <chrono>
#include <tl/expected.hpp>

namespace hookbot {

/// What a GET on a subscription asks for: over which transport, in which form, from where in the log on (protocol,
/// section 5). A plain value.
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
    qsizetype limit = 1000; ///< of a poll: so many events

    /// From request and target; @p now is what `since=` with a duration counts back from. Refused with 400 where a
    /// parameter is none, is given twice or does not fit the transport, and where there is no transport at all. Pure.
    [[nodiscard]] static tl::expected<SubscribeRequest, Refusal> of(const Request &request, const Target &target,
                                                                    std::chrono::system_clock::time_point now);
};

} // namespace hookbot
