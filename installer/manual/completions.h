#pragma once

#include "installer/manual/outline.h"

#include <string>

namespace hookbot::manual {

/// What completes the program's command line in a shell: a file for it to read.
[[nodiscard]] std::string bashCompletion(const Outline &program);
[[nodiscard]] std::string zshCompletion(const Outline &program);
[[nodiscard]] std::string fishCompletion(const Outline &program);

} // namespace hookbot::manual
