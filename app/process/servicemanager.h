#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QtGlobal>

#include <chrono>
#include <memory>
#include <optional>
#include <tl/expected.hpp>

namespace hookbot {

/// Who started us as a service: systemd, or nobody, who hears nothing and has nothing for us. One thread at a time.
class ServiceManager
{
public:
    ServiceManager() = default;
    ServiceManager(const ServiceManager &) = delete;
    ServiceManager &operator=(const ServiceManager &) = delete;
    virtual ~ServiceManager() = default;

    /// Reads the environment. Before there are other threads: inheritedSocket() changes it.
    [[nodiscard]] static std::unique_ptr<ServiceManager> find();

    /// Says `NAME=VALUE` lines, as in sd_notify(3). Does not wait for the manager: where that does not read, they are
    /// sent later, from the event loop.
    virtual void notify(const QByteArray &) {}

    /// Says that a reload begins; `READY=1` ends it.
    virtual void notifyReloading() {}

    /// After so long a silence it takes us for dead and starts us anew; zero: never.
    [[nodiscard]] virtual std::chrono::microseconds watchdogTime() const { return {}; }

    /// The socket that it has opened for us to serve on (sd_listen_fds(3)), once. The error says what is wrong with
    /// what it has passed.
    [[nodiscard]] virtual tl::expected<std::optional<qintptr>, QString> inheritedSocket() { return {}; }
};

} // namespace hookbot
