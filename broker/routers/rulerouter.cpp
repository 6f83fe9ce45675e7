#include "broker/routers/rulerouter.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace hookbot {

namespace {

/// GitLab sends the secret itself: no listener needs it, and anyone with it can send webhooks.
constexpr QByteArrayView GitLabSecret = "X-Gitlab-Token";

Headers without(const Headers &headers, QByteArrayView secret)
{
    Headers kept;
    for (const auto &[name, value] : headers) {
        if (!equalIgnoringCase(name, secret))
            kept.append(name, value);
    }
    return kept;
}

struct RuleText
{
    Q_DECLARE_TR_FUNCTIONS(RuleRouter)
};

} // namespace

RuleRouter::RuleRouter(std::vector<Route> routes) : m_routes(std::move(routes))
{
    for (const Route &route : m_routes) {
        for (const Condition &condition : route.where)
            condition.addPath(m_paths);
        route.to.addPaths(m_paths);
        m_rule.emplace_back();
        if (!route.verify)
            continue;
        const auto known = std::ranges::find(m_rules, *route.verify);
        m_rule.back() = size_t(known - m_rules.begin());
        if (known == m_rules.end())
            m_rules.push_back(*route.verify);
    }
}

std::vector<Filter> RuleRouter::channels() const
{
    std::vector<Filter> channels;
    for (const Route &route : m_routes) {
        if (std::ranges::find(channels, route.from) == channels.end())
            channels.push_back(route.from);
    }
    return channels;
}

/// The conditions of its body, or all others.
bool RuleRouter::holds(const Route &route, const Message &message, bool ofBody)
{
    return std::ranges::all_of(route.where, [&](const Condition &condition) {
        return condition.readsBody() != ofBody || condition.matches(message);
    });
}

/// The refusal is that of the first route that had one.
///
/// Where a signature is wrong, the route's conditions of JSON have not been asked, and they might say that the event is
/// another's: one channel may receive the hooks of several services. So it is no refusal where another route knows the
/// signature, nor where the JSON was read for a route that wants none and says so.
Router::Routed RuleRouter::routeForeign(const Event &event) const
{
    Routed routed;
    const Message message(event.channel, event.headers, event.body, &m_paths);
    std::vector<Verified> verified(m_rules.size());
    std::vector<std::pair<size_t, RoutingRefusal>> refusals; // by route
    std::vector<size_t> undecided;                           // routes, with a refusal each
    bool isKnown = false;
    for (size_t i = 0; i < m_routes.size(); ++i) {
        const Route &route = m_routes[i];
        const auto refuse = [&](RoutingRefusal::Kind kind, const QString &why) {
            refusals.emplace_back(
                i, RoutingRefusal{ kind, RuleText::tr("route %1: %2").arg(QString::number(i + 1), why) });
        };
        if (!route.from.matches(event.channel) || !holds(route, message, false))
            continue;
        if (m_rule[i]) {
            Verified &result = verified[*m_rule[i]];
            // Against the time when it came: it may be routed later.
            if (!result)
                result = verifySignature(*route.verify, event.headers, event.body, event.time);
            if (!*result) {
                refuse(RoutingRefusal::Kind::Signature, result->error());
                if (std::ranges::any_of(route.where, &Condition::readsBody))
                    undecided.push_back(i);
                continue;
            }
            isKnown = true;
        }
        if (!holds(route, message, true))
            continue;
        const auto channel = route.to.fill(message, route.from);
        if (!channel) {
            refuse(RoutingRefusal::Kind::Channel, channel.error());
            continue;
        }
        Draft draft = passedOn(event, *channel);
        if (route.verify && route.verify->scheme == SignatureScheme::GitLab)
            draft.headers = without(draft.headers, GitLabSecret);
        routed.drafts.push_back(std::move(draft));
    }
    for (auto &[route, refusal] : refusals) {
        const bool isUndecided = std::ranges::binary_search(undecided, route);
        if (isUndecided && (isKnown || (message.isJsonRead() && !holds(m_routes[route], message, true))))
            continue;
        routed.refusal = std::move(refusal);
        break;
    }
    return routed;
}

} // namespace hookbot
