#include "terminal.h"

namespace hookbot {

bool stderrIsTerminal()
{
    return false;
}

bool stderrIsJournal()
{
    return false;
}

} // namespace hookbot
