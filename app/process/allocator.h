#pragma once

namespace hookbot {

/// Fits the C library's allocator to a server with one busy thread. Before any other thread is made.
void tuneAllocator();

} // namespace hookbot
