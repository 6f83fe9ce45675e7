#pragma once

#include "broker/routers/channelpattern.h"
#include "broker/routers/condition.h"
#include "broker/routers/router.h"
#include "broker/signing/signature.h"

#include <optional>
#include <vector>

namespace hookbot {

/// One line of a user's table: an event from there that is signed and meets the conditions goes to that channel. A
/// plain value.
struct Route
{
    Filter from;
    std::optional<SignatureRule> verify;
    std::vector<Condition> where; ///< all of them
    ChannelPattern to;
};

/// Routes events by a table (`--routes`, routesfile.h): unchanged, to the channel of each route whose conditions they
/// meet. The routes of a table do not receive each other's output.
///
/// Cheap checks come first: the conditions on channel and header fields, then the signature, which needs only the
/// bytes, and only for events that are signed, or need not be, the conditions on JSON. So a stranger's event costs a
/// look at its header fields, and a hash if it claims to be signed.
class RuleRouter final : public Router
{
public:
    explicit RuleRouter(std::vector<Route> routes);

    [[nodiscard]] QByteArray name() const override { return "routes"; }
    [[nodiscard]] std::vector<Filter> channels() const override;

private:
    /// The result of checking a rule's signature; routes of one service share it.
    using Verified = std::optional<tl::expected<void, QString>>;

    [[nodiscard]] Routed routeForeign(const Event &event) const override;
    [[nodiscard]] static bool holds(const Route &route, const Message &message, bool ofBody);

    std::vector<Route> m_routes;
    std::vector<SignatureRule> m_rules;        ///< each once
    std::vector<std::optional<size_t>> m_rule; ///< of each route, among them
    JsonPathSet m_paths;                       ///< of all routes
};

} // namespace hookbot
