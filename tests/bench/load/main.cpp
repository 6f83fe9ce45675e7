#include "tests/bench/load/options.h"
#include "tests/bench/load/serverfigures.h"
#include "tests/bench/load/traffic.h"

#include <algorithm>
#include <cstdio>
#include <exception>

#include <sys/resource.h>

namespace hookbot {

namespace {

using Microseconds = std::chrono::duration<double, std::micro>;

/// What a run has measured.
struct Result
{
    Ledger::Totals totals;
    Microseconds connectCpu{};
    double idleKiB = 0;
    Microseconds cpu{}; ///< of the server, from the first publish until it is idle
    std::chrono::duration<double> time{};
};

void raiseDescriptorLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// The percentile for this share; 0 if there are no times.
double percentile(std::vector<std::chrono::microseconds> times, double share)
{
    if (times.empty())
        return 0;
    const auto place = times.begin() + std::ptrdiff_t(double(times.size() - 1) * share);
    std::ranges::nth_element(times, place);
    return double(place->count());
}

double ratio(Microseconds sum, long count)
{
    return count > 0 ? sum.count() / double(count) : 0;
}

Result measure(const Shape &shape, Traffic &traffic, const ServerFigures &server)
{
    Result result;
    auto cpu = server.cpu();
    traffic.openListeners();
    server.waitUntilItRests();
    const long resident = server.residentKiB();
    traffic.openIdleListeners();
    server.waitUntilItRests();
    result.connectCpu = server.cpu() - cpu;
    if (shape.idle > 0)
        result.idleKiB = double(server.residentKiB() - resident) / shape.idle;

    traffic.publishHistory();
    server.waitUntilItRests();
    cpu = server.cpu();
    const auto start = Ledger::Clock::now();
    traffic.publish();
    result.time = Ledger::Clock::now() - start;
    server.waitUntilItRests();
    result.cpu = server.cpu() - cpu;
    result.totals = traffic.ledger().totals();
    const long late = long(shape.history) * shape.late;
    result.totals.expected += late;
    result.totals.delivered += traffic.historyHeard();
    result.totals.lost += late - traffic.historyHeard();
    return result;
}

void print(const Shape &shape, const Result &result, const Ledger &ledger)
{
    const Ledger::Totals &totals = result.totals;
    const double deliveryCpu = ratio(result.cpu, totals.delivered);
    const double publishCpu = ratio(result.cpu, totals.published);
    const double connectCpu = ratio(result.connectCpu, shape.listeners + shape.idle);
    // Without listeners, only the answer is measured.
    const auto times = shape.listeners > 0 ? ledger.deliveryTimes() : ledger.answerTimes();
    const double half = percentile(times, 0.5);
    const double most = percentile(times, 0.99);

    std::printf("{\"shape\":\"%s\",\"published\":%ld,\"refused\":%ld,\"expected\":%ld,\"delivered\":%ld,\"lost\":%ld,"
                "\"duplicated\":%ld,\"reordered\":%ld,\"wrong\":%ld,\"seconds\":%.3f,\"cpu_us_delivery\":%.3f,"
                "\"cpu_us_publish\":%.3f,\"cpu_us_connect\":%.3f,\"p50_us\":%.0f,\"p99_us\":%.0f,\"idle_kib\":%.2f}\n",
                shape.name.c_str(), totals.published, totals.refused, totals.expected, totals.delivered, totals.lost,
                totals.duplicated, totals.reordered, totals.wrong, result.time.count(), deliveryCpu, publishCpu,
                connectCpu, half, most, result.idleKiB);
    std::fprintf(
        stderr,
        "%-12s %ld deliveries of %ld events in %.2f s; lost %ld, refused %ld, duplicated %ld, reordered %ld, "
        "wrong %ld; CPU µs: %.2f a delivery, %.1f a publish, %.1f a connect; p50 %.1f ms, p99 %.1f ms; %.1f KiB "
        "an idle connection\n",
        shape.name.c_str(), totals.delivered, totals.published, result.time.count(), totals.lost, totals.refused,
        totals.duplicated, totals.reordered, totals.wrong, deliveryCpu, publishCpu, connectCpu, half / 1000,
        most / 1000, result.idleKiB);
}

/// Whether the server kept its promises.
bool isFlawless(const Ledger::Totals &totals)
{
    return totals.lost == 0 && totals.refused == 0 && totals.duplicated == 0 && totals.reordered == 0 &&
           totals.wrong == 0;
}

int run(int argc, char **argv)
{
    const Options options = readOptions(argc, argv);
    raiseDescriptorLimit();
    Traffic traffic(options);
    const Result result = measure(options.shape, traffic, ServerFigures(options.pid));
    print(options.shape, result, traffic.ledger());
    return isFlawless(result.totals) ? 0 : 1;
}

} // namespace

} // namespace hookbot

/// 0: measured, and nothing lost, refused, duplicated or reordered. 1: measured, and something was. 2: not measured.
int main(int argc, char **argv)
{
    try {
        return hookbot::run(argc, argv);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "load: %s\n", error.what());
        return 2;
    }
}
