#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QtGlobal>

#include <chrono>
#include <memory>
#include <optional>
#include <tl/expected.hpp>

namespace hookbot {

/// The service manager that started this process: systemd, or none, which ignores everything. One thread at a time.
class ServiceManager
{
public:
    ServiceManager() = default;
    ServiceManager(const ServiceManager &) = delete;
    ServiceManager &operator=(const ServiceManager &) = delete;
    virtual ~ServiceManager() = default;

    /// Reads the environment. Call it before other threads start: inheritedSocket() changes the environment.
    [[nodiscard]] static std::unique_ptr<ServiceManager> find();

    /// Sends `NAME=VALUE` lines, as sd_notify(3). Does not wait for the manager: if it does not read, the lines are
    /// sent later, from the event loop.
    virtual void notify(const QByteArray &) {}

    /// Reports that a reload begins; `READY=1` ends it.
    virtual void notifyReloading() {}

    /// The watchdog's timeout: without a sign of life for this long, the manager restarts the service. Zero: no
    /// watchdog.
    [[nodiscard]] virtual std::chrono::microseconds watchdogTime() const { return {}; }

    /// The listening socket that the manager has passed (sd_listen_fds(3)). Call it once. The error says what is not
    /// valid about it.
    [[nodiscard]] virtual tl::expected<std::optional<qintptr>, QString> inheritedSocket() { return {}; }
};

} // namespace hookbot
