#pragma once

#include "broker/routers/channelpattern.h"
#include "broker/routers/condition.h"
#include "broker/routers/router.h"
#include "broker/signing/signature.h"

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
///
/// What costs little is asked first: the conditions of channel and header fields, then the signature, which needs the
/// bytes alone, and only of what is signed, or need not be, the conditions of its JSON. So an event of a stranger costs
/// a look at its header fields, and a hash where it claims to be signed.
class RuleRouter final : public Router
{
public:
    explicit RuleRouter(std::vector<Route> routes);

    [[nodiscard]] QByteArray name() const override { return "routes"; }
    [[nodiscard]] std::vector<Filter> channels() const override;

private:
    /// What came of the signature that a rule wants; routes of one service share it.
    using Verified = std::optional<tl::expected<void, QString>>;

    [[nodiscard]] Routed routeForeign(const Event &event) const override;
    [[nodiscard]] static bool holds(const Route &route, const Message &message, bool ofBody);

    std::vector<Route> m_routes;
    std::vector<SignatureRule> m_rules;        ///< each once
    std::vector<std::optional<size_t>> m_rule; ///< of each route, among them
    JsonPathSet m_paths;                       ///< of all routes
};

} // namespace hookbot
