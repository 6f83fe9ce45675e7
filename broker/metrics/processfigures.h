#pragma once

#include <optional>

namespace hookbot {

/// The system's figures for this process, under Prometheus' standard names.
struct ProcessFigures
{
    double cpuSeconds = 0;
    double residentBytes = 0;
    double virtualBytes = 0;
    double openDescriptors = 0;
    double maxDescriptors = 0;
    double startTime = 0; ///< seconds since 1970
};

/// Null if the system does not report them.
[[nodiscard]] std::optional<ProcessFigures> readProcessFigures();

} // namespace hookbot
