#pragma once

#include "broker/event/event.h"
#include "broker/log/eventlog.h"

#include <QtCore/QString>

#include <optional>
#include <tl/expected.hpp>

namespace hookbot {

class SqliteStatement;

/// One line for an administrator: `event 42 is damaged: …`.
[[nodiscard]] QString describe(const DamagedEvent &event);

/// Reads events out of the rows of a file, which may be damaged: a row is an event or a DamagedEvent, whatever it says.
/// Of a row that is damaged only the id is known, and that not for certain. Pure.
namespace stored {

/// From `id, time, channel, method, query, headers, remote, replay_of, body`.
[[nodiscard]] tl::expected<EventPtr, DamagedEvent> event(const SqliteStatement &row);

/// All but what can be long, from `id, time, channel, replay_of`.
[[nodiscard]] tl::expected<Event, DamagedEvent> brief(const SqliteStatement &row);

/// Adds to that what can be long, from `method, query, headers, remote, body`. The damage, if there is any.
[[nodiscard]] std::optional<DamagedEvent> complete(Event &brief, const SqliteStatement &row);

/// The event's id in the first column of a row, whatever the rest is; zero if it cannot be one.
[[nodiscard]] EventId id(const SqliteStatement &row);

} // namespace stored

} // namespace hookbot
