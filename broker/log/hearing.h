#pragma once

#include "channel.h"

#include <vector>

namespace hookbot {

/// The names under which a log files an event, so that a subscription's history is one run of an index and nothing else
/// is read for it: the channel, its prefixes, and the prefix of all channels of its kind.
///
/// At most so many prefixes are filed, the shallow ones: a channel of a thousand segments must not cost a thousand
/// entries. What subscribes deeper reads its ancestor's run and leaves out what it does not hear.
constexpr int MostPrefixes = 16;

/// In the order of their lengths; views into @p channel and into literals.
[[nodiscard]] std::vector<QByteArrayView> namesHearing(QByteArrayView channel);

/// The name of that run which holds everything that @p filter matches; a view into it, or into a literal.
[[nodiscard]] QByteArrayView nameToRead(const Filter &filter);

/// The name of all channels of a kind.
[[nodiscard]] QByteArrayView nameOfAll(Trust trust);

} // namespace hookbot
