#include "broker/metrics/metrics.h"

#include "broker/metrics/processfigures.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace hookbot {

namespace {

/// Seconds. The first is the duration of one turn of an idle server; the last is too slow for a live listener.
constexpr std::array LatencyBounds{ 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                    0.05,   0.1,     0.25,   0.5,   1.0,    2.5,   5.0,  10.0 };

} // namespace

struct Metrics::Families
{
    prometheus::Registry registry;

    prometheus::Counter &counter(const char *name, const char *help)
    {
        return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
    }
    prometheus::Gauge &gauge(const char *name, const char *help)
    {
        return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
    }

    prometheus::Counter &published =
        counter("hookbot_published_total", "Events that publishers sent and the log took.");
    prometheus::Counter &publishedBytes = counter("hookbot_published_bytes_total", "Bytes of their bodies.");
    prometheus::Counter &delivered = counter("hookbot_delivered_total", "Events handed to listeners.");
    prometheus::Counter &damaged =
        counter("hookbot_damaged_events_total", "Events of the log that cannot be read and are skipped.");
    prometheus::Counter &connections = counter("hookbot_connections_total", "Connections accepted.");
    prometheus::Counter &subscriptions = counter("hookbot_subscriptions_total", "Subscriptions opened.");
    prometheus::Family<prometheus::Counter> &refusals = prometheus::BuildCounter()
                                                            .Name("hookbot_refused_total")
                                                            .Help("Requests refused, by HTTP status.")
                                                            .Register(registry);
    std::map<int, prometheus::Counter *> refusalsByStatus;
    prometheus::Family<prometheus::Counter> &routed = prometheus::BuildCounter()
                                                          .Name("hookbot_routed_total")
                                                          .Help("Events that routers made of others.")
                                                          .Register(registry);
    prometheus::Family<prometheus::Counter> &notRouted = prometheus::BuildCounter()
                                                             .Name("hookbot_router_refused_total")
                                                             .Help("Events that routers did not pass on, by reason.")
                                                             .Register(registry);
    prometheus::Histogram &latency =
        prometheus::BuildHistogram()
            .Name("hookbot_delivery_seconds")
            .Help("From the last byte of a publish until its frames were written or queued, by delivery.")
            .Register(registry)
            .Add({}, prometheus::Histogram::BucketBoundaries(LatencyBounds.begin(), LatencyBounds.end()));

    prometheus::Gauge &openConnections = gauge("hookbot_connections", "Connections open now.");
    prometheus::Gauge &listeners = gauge("hookbot_listeners", "Subscriptions open now.");
    prometheus::Gauge &queuedBytes = gauge("hookbot_queued_bytes", "Bytes queued for listeners that read slowly.");
    prometheus::Gauge &bytesReceived = gauge("hookbot_received_bytes", "Bytes read from all connections so far.");
    prometheus::Gauge &bytesSent = gauge("hookbot_sent_bytes", "Bytes written to all connections so far.");

    prometheus::Gauge &cpu = gauge("process_cpu_seconds_total", "User and system CPU time.");
    prometheus::Gauge &resident = gauge("process_resident_memory_bytes", "Resident memory.");
    prometheus::Gauge &virtualMemory = gauge("process_virtual_memory_bytes", "Virtual memory.");
    prometheus::Gauge &descriptors = gauge("process_open_fds", "Open file descriptors.");
    prometheus::Gauge &maxDescriptors = gauge("process_max_fds", "How many may be open.");
    prometheus::Gauge &startTime = gauge("process_start_time_seconds", "When the process began, since 1970.");
};

Metrics::Metrics() : m_families(std::make_unique<Families>()) {}

Metrics::~Metrics() = default;

void Metrics::connected()
{
    m_families->connections.Increment();
}

void Metrics::published(const Publication &publication)
{
    m_families->published.Increment();
    m_families->publishedBytes.Increment(double(publication.bytes));
}

void Metrics::subscribed(const Subscription &)
{
    m_families->subscriptions.Increment();
}

void Metrics::refused(const RefusedRequest &request)
{
    prometheus::Counter *&counter = m_families->refusalsByStatus[request.status];
    if (!counter)
        counter = &m_families->refusals.Add({ { "status", std::to_string(request.status) } });
    counter->Increment();
}

void Metrics::routed(const Routing &routing)
{
    // A family gives the same counter for the same labels.
    m_families->routed.Add({ { "router", routing.router.toStdString() } }).Increment(routing.events);
}

void Metrics::notRouted(const RefusedRouting &refused)
{
    m_families->notRouted.Add({ { "router", refused.router.toStdString() }, { "reason", refused.kind.toStdString() } })
        .Increment();
}

void Metrics::damaged(qint64)
{
    m_families->damaged.Increment();
}

void Metrics::delivered(int listeners, std::chrono::nanoseconds latency)
{
    if (listeners == 0)
        return;
    m_families->delivered.Increment(listeners);
    const double seconds = std::chrono::duration<double>(latency).count();
    std::vector<double> increments(LatencyBounds.size() + 1);
    increments[size_t(std::ranges::lower_bound(LatencyBounds, seconds) - LatencyBounds.begin())] = listeners;
    m_families->latency.ObserveMultiple(increments, seconds * listeners);
}

QByteArray Metrics::text(const Gauges &gauges)
{
    m_families->openConnections.Set(gauges.connections);
    m_families->listeners.Set(gauges.listeners);
    m_families->queuedBytes.Set(gauges.queuedBytes);
    m_families->bytesReceived.Set(gauges.bytesReceived);
    m_families->bytesSent.Set(gauges.bytesSent);
    if (const auto process = readProcessFigures()) {
        m_families->cpu.Set(process->cpuSeconds);
        m_families->resident.Set(process->residentBytes);
        m_families->virtualMemory.Set(process->virtualBytes);
        m_families->descriptors.Set(process->openDescriptors);
        m_families->maxDescriptors.Set(process->maxDescriptors);
        m_families->startTime.Set(process->startTime);
    }
    return QByteArray::fromStdString(prometheus::TextSerializer().Serialize(m_families->registry.Collect()));
}

} // namespace hookbot
