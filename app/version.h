#pragma once

#include <string>

namespace hookbot {

/// `hookbot 1.2.3`, and then lines with what it was built by and runs on, for whoever reports a fault.
[[nodiscard]] std::string versionText();

} // namespace hookbot
