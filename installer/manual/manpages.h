#pragma once

#include "installer/manual/outline.h"
#include "installer/manual/prose.h"

#include <string>

namespace hookbot::manual {

/// What all pages have in their corners.
struct Edition
{
    std::string version;
    std::string date; ///< yyyy-mm-dd
};

/// hookbot(1).
[[nodiscard]] std::string programPage(const Outline &program, Prose prose, const Edition &edition);

/// hookbot-COMMAND(1).
[[nodiscard]] std::string commandPage(const Outline &command, Prose prose, const Edition &edition);

/// hookbot.conf(5): the settings are the options of the program and of the server's command.
[[nodiscard]] std::string settingsPage(const Outline &program, const Outline &serve, Prose prose,
                                       const Edition &edition);

} // namespace hookbot::manual
