#pragma once

#include <QtCore/QObject>

#include <memory>

namespace hookbot {

/// How long a test waits for what has to come, in milliseconds: for ever, but for a test that fails.
constexpr int Patience = 30'000;

/// The test classes of one program, which runs the one that its first argument names (tests/CMakeLists.txt).
///
/// A room's tests are one program, compiled at once: parsing Qt's headers and linking take most of the time that a test
/// program costs, under each of three builds. ctest runs each class as a test of its own all the same.
class Suite
{
public:
    using Make = std::unique_ptr<QObject> (*)();

    /// Before main().
    static bool add(const char *className, Make make);

    /// Once there is an application. Returns the exit status.
    static int run(int argc, char **argv);
};

} // namespace hookbot

/// Stands where QTEST_GUILESS_MAIN would, once for each class.
#define HOOKBOT_TEST(Class)                                                                                            \
    [[maybe_unused]] static const bool isAdded##Class =                                                                \
        hookbot::Suite::add(#Class, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });
