#pragma once

#include "broker/log/searchterms.h"
#include "broker/monitor/snapshots.h"

namespace hookbot {

/// How the log searches for what a window wants. The kind is not in it: only a summary shows that. Pure.
[[nodiscard]] SearchTerms searchTermsOf(const EventQuery &query);

} // namespace hookbot
