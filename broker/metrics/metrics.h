#pragma once

#include "broker/monitor/observer.h"

#include <memory>

namespace hookbot {

/// Counts what an Observer receives, and reports it in Prometheus' text format (exposition format 0.0.4), with figures
/// of the process. Lives in the broker's I/O thread.
class Metrics final : public Observer
{
public:
    /// Gauges, read when they are requested.
    struct Gauges
    {
        double connections = 0;   ///< of all kinds
        double listeners = 0;     ///< open subscriptions
        double queuedBytes = 0;   ///< for listeners, not accepted by the kernel yet
        double bytesReceived = 0; ///< since the start, over all connections, as read (TLS: decrypted)
        double bytesSent = 0;     ///< since the start
    };

    Metrics();
    ~Metrics() override;

    [[nodiscard]] QByteArray text(const Gauges &gauges);

    void connected() override;
    void published(const Publication &publication) override;
    void subscribed(const Subscription &subscription) override;
    void refused(const RefusedRequest &request) override;
    void routed(const Routing &routing) override;
    void notRouted(const RefusedRouting &refused) override;
    void damaged(qint64 id) override;
    void delivered(int listeners, std::chrono::nanoseconds latency) override;

private:
    struct Families; // prometheus-cpp, in the source file only
    std::unique_ptr<Families> m_families;
};

} // namespace hookbot
