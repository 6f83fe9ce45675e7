#pragma once

#include "tests/bench/load/shape.h"

#include <string>

namespace hookbot {

/// The options of the command line. A plain value.
struct Options
{
    Shape shape;
    int port = 0;
    int pid = 0;       ///< the server's, for its CPU and memory
    std::string token; ///< opens /pub/bench/ and /sub/bench/
};

/// @throws std::runtime_error with a message for the user; for --help, this is the help text
[[nodiscard]] Options readOptions(int argc, char **argv);

} // namespace hookbot
