#include "app/process/stopsignals.h"

namespace hookbot {

bool StopSignals::waitForOutput()
{
    return true;
}

std::unique_ptr<StopSignals> StopSignals::install()
{
    return std::make_unique<StopSignals>();
}

} // namespace hookbot
