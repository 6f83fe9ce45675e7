#include "app/process/allocator.h"

#include <malloc.h>

namespace hookbot {

void tuneAllocator()
{
    // One heap for all threads, since one does nearly all the work; and it grows in steps that are worth a system call.
    constexpr int GrowthStep = 1024 * 1024;
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TOP_PAD, GrowthStep);
}

} // namespace hookbot
