#pragma once

#include "broker/event/event.h"
#include "broker/monitor/snapshots.h"

#include <tl/expected.hpp>

namespace hookbot {

/// The publisher's address of what a person at this machine publishes.
constexpr char LocalRemote[] = "127.0.0.1";

/// The path under which a channel is published to (`/pub/a/b`, `/unsafe/pub/a/b`) or, with the verb `sub`, subscribed
/// to; not encoded. Pure.
[[nodiscard]] QByteArray pathOf(QByteArrayView verb, const QByteArray &channel);

/// Why the broker would refuse this path; empty if it would not. Pure.
[[nodiscard]] QString faultOfPath(const QByteArray &path);

/// The draft of an event that a window publishes, checked as a request is: channel, method, query and header fields.
/// The error says what is wrong. Pure.
[[nodiscard]] tl::expected<Draft, QString> draftOf(const NewEvent &event);

} // namespace hookbot
