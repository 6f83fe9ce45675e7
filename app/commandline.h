#pragma once

namespace hookbot {

/// The whole program: reads the arguments, runs their command, and returns its exit status. Reports errors on stderr,
/// with advice.
int runCommandLine(int argc, char **argv);

} // namespace hookbot
