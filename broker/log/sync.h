#pragma once

namespace hookbot {

/// What "committed" means for a log on a disk (`--sync`).
enum class Sync {
    Full,  ///< it is on the disk, and survives a loss of power
    Normal ///< it survives the end of the process, however it ends
};

} // namespace hookbot
