#pragma once

#include <CLI/CLI.hpp>

#include <QtCore/QString>

#include <string>

namespace hookbot {

/// What the desktop program is told on the command line, and what leads to one that runs.
struct DesktopOptions
{
    std::string preferences; ///< as given; empty for the user's own

    void addTo(CLI::App &program);

    /// The file of preferences, absolute. One desktop program runs for each.
    [[nodiscard]] QString preferencesFile() const;
};

} // namespace hookbot
