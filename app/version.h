#pragma once

#include <string>

namespace hookbot {

/// `hookbot 1.2.3`, followed by lines about compiler and libraries, for bug reports.
[[nodiscard]] std::string versionText();

} // namespace hookbot
