#pragma once

#include "channelpattern.h"
#include "condition.h"
#include "router.h"
#include "signature.h"

#include <optional>
#include <vector>

namespace hookbot {

/// One line of a user's table: what comes from there, is signed and is like this, goes to that channel. A plain value.
struct Route
{
    Filter from;
    std::optional<SignatureRule> verify;
    std::vector<Condition> where; ///< all of them
    ChannelPattern to;
};

/// Passes events on as a table of routes says (`--routes`, routesfile.h): to the channel of each route that an event
/// fits, as they came. The routes of a table do not hear one another.
class RuleRouter final : public Router
{
public:
    explicit RuleRouter(std::vector<Route> routes) : m_routes(std::move(routes)) {}

    [[nodiscard]] QByteArray name() const override { return "routes"; }
    [[nodiscard]] std::vector<Filter> channels() const override;

private:
    [[nodiscard]] Routed routeForeign(const Event &event) const override;

    std::vector<Route> m_routes;
};

} // namespace hookbot
