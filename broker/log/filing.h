#pragma once

#include "broker/event/channel.h"

#include <vector>

namespace hookbot {

/// The names under which a log files an event, so that a subscription's history is one run of an index and nothing else
/// is read for it: the channel and its prefixes. All safe channels together need no name: the log itself is their run.
///
/// At most so many prefixes are filed, the shallow ones: a channel of a thousand segments must not cost a thousand
/// entries. What subscribes deeper reads its ancestor's run and leaves out what it does not hear.
constexpr int MostPrefixes = 16;

/// In the order of their lengths; views into @p channel.
[[nodiscard]] std::vector<QByteArrayView> indexNamesOf(QByteArrayView channel);

/// The name of that run which holds everything that @p filter matches; a view into it. Empty for all safe channels.
[[nodiscard]] QByteArrayView nameToRead(const Filter &filter);

} // namespace hookbot
