#include "allocator.h"

namespace hookbot {

void tuneAllocator() {}

} // namespace hookbot
