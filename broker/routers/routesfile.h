#pragma once

#include "broker/routers/rulerouter.h"

#include <functional>
#include <tl/expected.hpp>

namespace hookbot {

/// Where the secrets of routes are; whoever reads a table of routes brings it along.
struct SecretSource
{
    using Secrets = tl::expected<std::vector<QByteArray>, QString>;

    std::function<Secrets(const QString &name)> environment; ///< those in this variable
    std::function<Secrets(const QString &path)> file;        ///< those in this file
};

/// Reads a table of routes (docs/routers.md). The error says in which line and column what is wrong.
[[nodiscard]] tl::expected<std::vector<Route>, QString> parseRoutes(const QByteArray &json,
                                                                    const SecretSource &secrets);

} // namespace hookbot
