#include "app/process/allocator.h"

namespace hookbot {

void tuneAllocator() {}

} // namespace hookbot
