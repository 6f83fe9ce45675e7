#include "app/output/terminal.h"

namespace hookbot {

bool stderrIsTerminal()
{
    return false;
}

/// Rather yes: what is escaped in vain can still be read.
bool stdoutIsTerminal()
{
    return true;
}

bool stderrIsJournal()
{
    return false;
}

} // namespace hookbot
