#pragma once

#include "broker/event/channel.h"

#include <vector>

namespace hookbot {

/// The names under which a log files an event, so that the history of a subscription is one run of an index: the
/// event's channel and its prefixes. All safe channels together need no name: the log itself is their run.
///
/// At most MostPrefixes prefixes are filed, the shortest ones: a channel of a thousand segments must not cost a
/// thousand entries. A subscription to a deeper prefix reads the run of its ancestor and skips what does not match.
constexpr int MostPrefixes = 16;

/// The names for an event of @p channel, shortest first; views into it.
[[nodiscard]] std::vector<QByteArrayView> indexNamesOf(QByteArrayView channel);

/// The name of the run that contains everything that @p filter matches; a view into it. Empty for all safe channels.
[[nodiscard]] QByteArrayView nameToRead(const Filter &filter);

} // namespace hookbot
