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

/// Reads events from the rows of a file that may be damaged: a row is an event or a DamagedEvent, whatever its content.
/// Of a damaged row only the id is known, and that may be wrong. Pure.
namespace stored {

/// From `id, time, channel, method, query, headers, remote, replay_of, body`.
[[nodiscard]] tl::expected<EventPtr, DamagedEvent> event(const SqliteStatement &row);

/// Everything that is short, from `id, time, channel, replay_of`.
[[nodiscard]] tl::expected<Event, DamagedEvent> brief(const SqliteStatement &row);

/// Adds the fields that may be long, from `method, query, headers, remote, body`. Returns the damage, if any.
[[nodiscard]] std::optional<DamagedEvent> complete(Event &brief, const SqliteStatement &row);

/// The event's id in the first column of a row; zero if that cannot be an id.
[[nodiscard]] EventId id(const SqliteStatement &row);

} // namespace stored

} // namespace hookbot
