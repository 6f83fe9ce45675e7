#pragma once

#include <QtCore/QObject>

#include <memory>

namespace hookbot {

/// The longest wait for a condition, in milliseconds; only a test that fails waits this long.
constexpr int Patience = 30'000;

/// The test classes of one program. Its first argument names the class to run (tests/CMakeLists.txt).
///
/// The tests of a room are one program that is compiled as one source, because parsing Qt's headers and linking take
/// most of the build time of a test program. ctest still runs each class as a test of its own.
class Suite
{
public:
    using Make = std::unique_ptr<QObject> (*)();

    /// Called before main().
    static bool add(const char *className, Make make);

    /// Needs an application. Returns the exit status.
    static int run(int argc, char **argv);
};

} // namespace hookbot

/// Replaces QTEST_GUILESS_MAIN; used once for each class.
#define HOOKBOT_TEST(Class)                                                                                            \
    [[maybe_unused]] static const bool isAdded##Class =                                                                \
        hookbot::Suite::add(#Class, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });
