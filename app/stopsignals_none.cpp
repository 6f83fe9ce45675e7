#include "stopsignals.h"

namespace hookbot {

std::unique_ptr<StopSignals> StopSignals::install()
{
    return std::make_unique<StopSignals>();
}

} // namespace hookbot
