#pragma once

namespace hookbot {

/// The whole program: reads the arguments, runs the command they name, returns its exit status. Says on stderr what is
/// wrong with them, and how to do better.
int runCommandLine(int argc, char **argv);

} // namespace hookbot
