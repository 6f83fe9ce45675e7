#pragma once

#include <chrono>

namespace hookbot {

/// What a process has cost so far, as Linux tells it in /proc. It may be another user's.
class ServerFigures
{
public:
    explicit ServerFigures(int pid) : m_pid(pid) {}

    /// CPU time of all its threads; exact to the nanosecond while they rest. Those that have ended do not count.
    /// @throws std::runtime_error where there is no such process
    [[nodiscard]] std::chrono::nanoseconds cpu() const;

    /// Resident memory, KiB.
    [[nodiscard]] long residentKiB() const;

    /// Waits until the process has done with what it was given: it has used no CPU for a while, or two seconds are
    /// over.
    void waitUntilItRests() const;

private:
    int m_pid;
};

} // namespace hookbot
