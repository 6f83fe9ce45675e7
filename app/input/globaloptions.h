#pragma once

#include "app/files/keysource.h"

#include <string>

namespace hookbot {

/// The options of the program, which may come before or after the name of the command.
struct GlobalOptions
{
    KeySource key;
    std::string logLevel = "info";
};

} // namespace hookbot
