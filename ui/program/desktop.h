#pragma once

#include "ui/program/program.h"

namespace hookbot {

/// Short names for ui/channels.
using Desktop = Program;
using Preferences = WindowPreferences;

} // namespace hookbot
