#include "broker/metrics/processfigures.h"

namespace hookbot {

std::optional<ProcessFigures> readProcessFigures()
{
    return std::nullopt;
}

} // namespace hookbot
