#pragma once

#include <array>
#include <string>
#include <string_view>

namespace hookbot {

/// The numbers of listeners, publishers and events in one kind of use. A plain value.
struct Shape
{
    std::string name;
    int listeners = 0;
    int idle = 0; ///< listeners of channels without events
    int channels = 1;
    int publishers = 1;
    int events = 0;
    int size = 1024; ///< of a body, bytes
    int history = 0; ///< events that are stored before the measurement
    int late = 0;    ///< listeners that connect later and request all of them
    int atOnce = 64; ///< connections that are opened concurrently
};

/// The shapes that docs/performance.md explains.
inline const std::array Shapes = {
    Shape{ .name = "fan-10", .listeners = 10, .events = 10'000 },
    Shape{ .name = "fan-100", .listeners = 100, .events = 2'000 },
    Shape{ .name = "fan-1000", .listeners = 1'000, .events = 200 },
    Shape{ .name = "idle-5000", .listeners = 10, .idle = 5'000, .events = 4'000 },
    Shape{ .name = "burst-100", .listeners = 100, .publishers = 16, .events = 4'000 },
    Shape{ .name = "channels", .listeners = 1'000, .channels = 1'000, .publishers = 16, .events = 50'000 },
    Shape{ .name = "publish", .publishers = 32, .events = 50'000 },
    Shape{ .name = "large-20k", .listeners = 100, .publishers = 16, .events = 1'000, .size = 20'000 },
    Shape{ .name = "catch-up", .publishers = 32, .history = 100'000, .late = 1 },
    Shape{ .name = "catch-up-100", .listeners = 10, .events = 2'000, .history = 5'000, .late = 100 },
    Shape{ .name = "connect-1000", .idle = 1'000, .publishers = 0, .atOnce = 1'000 },
};

} // namespace hookbot
