#pragma once

namespace hookbot {

/// What "committed" means for a log on a disk (`--sync`).
enum class Sync {
    Full,  ///< it is on the disk, and survives a power failure
    Normal ///< it survives any end of the process
};

} // namespace hookbot
