#pragma once

#include "eventid.h"

#include <QtCore/QByteArrayView>

#include <chrono>
#include <optional>

namespace hookbot {

/// Where in the log a subscription begins (protocol, section 5). A plain value.
struct Since
{
    std::optional<EventId>
        after;            ///< events after this id, zero for all that is retained; nothing: what comes from now on
    bool isExact = false; ///< an id was given: whoever gave it has seen all before, and a gap behind it is a loss

    /// What parse() takes, for messages.
    static constexpr QByteArrayView Rule = "none, all, an event's id, or a duration as in 90s, 10m, 24h or 7d";

    /// From `none`, `all`, an id, or a duration that counts back from @p now; nothing where the text is none of them.
    [[nodiscard]] static std::optional<Since> parse(QByteArrayView text, std::chrono::system_clock::time_point now);
};

} // namespace hookbot
