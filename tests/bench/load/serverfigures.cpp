#include "tests/bench/load/serverfigures.h"

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>

namespace hookbot {

using std::chrono::nanoseconds;
using namespace std::chrono_literals;

std::chrono::nanoseconds ServerFigures::cpu() const
{
    const std::filesystem::path threads = "/proc/" + std::to_string(m_pid) + "/task";
    if (!std::filesystem::exists(threads))
        throw std::runtime_error("there is no process " + std::to_string(m_pid));
    nanoseconds sum = 0ns;
    for (const auto &thread : std::filesystem::directory_iterator(threads)) {
        nanoseconds::rep running = 0; // the first of three: running, waiting to run, slices
        if (std::ifstream(thread.path() / "schedstat") >> running)
            sum += nanoseconds(running);
    }
    return sum;
}

long ServerFigures::residentKiB() const
{
    std::ifstream status("/proc/" + std::to_string(m_pid) + "/status");
    for (std::string word; status >> word;) {
        long size = 0;
        if (word == "VmRSS:" && status >> size)
            return size;
    }
    return 0;
}

void ServerFigures::waitUntilItRests() const
{
    constexpr auto Step = 20ms;
    constexpr int Patience = 100;
    nanoseconds before = -1ns;
    for (int i = 0; i < Patience; ++i) {
        const nanoseconds now = cpu();
        if (now == before)
            return;
        before = now;
        std::this_thread::sleep_for(Step);
    }
}

} // namespace hookbot
