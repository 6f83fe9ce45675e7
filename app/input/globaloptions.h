#pragma once

#include "app/files/keysource.h"

#include <string>

namespace hookbot {

/// What stands before or after any command word.
struct GlobalOptions
{
    KeySource key;
    std::string logLevel = "info";
};

} // namespace hookbot
