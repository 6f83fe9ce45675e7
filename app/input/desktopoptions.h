#pragma once

#include <QtCore/QString>

#include <string>

namespace CLI {
class App;
}

namespace hookbot {

/// The command line's options of the desktop program; they also locate one that is running.
struct DesktopOptions
{
    std::string preferences; ///< as given; empty for the user's own

    void addTo(CLI::App &program);

    /// The absolute path of the file of preferences. There is at most one running desktop program per file.
    [[nodiscard]] QString preferencesFile() const;
};

} // namespace hookbot
