#pragma once

#include "ui/program/program.h"

namespace hookbot {

using Desktop = Program;
using Preferences = WindowPreferences;

} // namespace hookbot
