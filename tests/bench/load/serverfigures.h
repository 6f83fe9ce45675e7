#pragma once

#include <chrono>

namespace hookbot {

/// The costs of a process so far, from Linux's /proc. It may be another user's process.
class ServerFigures
{
public:
    explicit ServerFigures(int pid) : m_pid(pid) {}

    /// CPU time of all its threads, without ended ones; exact to the nanosecond while they are idle.
    /// @throws std::runtime_error if the process does not exist
    [[nodiscard]] std::chrono::nanoseconds cpu() const;

    /// Resident memory, KiB.
    [[nodiscard]] long residentKiB() const;

    /// Waits until the process has used no CPU for a while, for at most two seconds.
    void waitUntilItRests() const;

private:
    int m_pid;
};

} // namespace hookbot
