#pragma once

#include "broker/log/eventlog.h"

#include <QtCore/QByteArrayView>

#include <chrono>
#include <optional>

namespace hookbot {

/// Where in the log a subscription begins (protocol, section 5). A plain value.
struct Since
{
    std::optional<EventId> after; ///< events after this id, zero for all that is retained; not set: from now on
    bool isExact = false;         ///< an id was given: its client has seen all before it, so a gap after it is a loss
    /// Where it was a time: that. Ids are not compared with times (LogClock): the log knows what is `after` it.
    std::optional<std::chrono::system_clock::time_point> from = std::nullopt;

    /// What parse() accepts, for messages.
    static constexpr QByteArrayView Rule = "none, all, an event's id, a duration as in 90s, 10m, 24h or 7d, or a time "
                                           "as in 2026-11-28T10:00:00Z";

    /// From `none`, `all`, an id, a time, or a duration that counts back from @p now; nullopt if the text is none of
    /// them.
    ///
    /// A time is of UTC, in whole seconds.
    [[nodiscard]] static std::optional<Since> parse(QByteArrayView text, std::chrono::system_clock::time_point now);

    /// The id in @p log after which it begins; nullopt: from now on.
    [[nodiscard]] std::optional<EventId> placeIn(const EventLog &log) const
    {
        return from ? log.positionAt(*from) : after;
    }
};

} // namespace hookbot
