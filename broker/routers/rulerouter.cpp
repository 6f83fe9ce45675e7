#include "rulerouter.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace hookbot {

namespace {

/// What GitLab sends is the secret itself: no listener needs it, and whoever has it can send hooks.
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

std::vector<Filter> RuleRouter::channels() const
{
    std::vector<Filter> channels;
    for (const Route &route : m_routes) {
        if (std::ranges::find(channels, route.from) == channels.end())
            channels.push_back(route.from);
    }
    return channels;
}

/// A route is asked for its signature only where its conditions hold: one channel may take the hooks of several
/// services. The refusal is that of the first route that had one.
Router::Routed RuleRouter::routeForeign(const Event &event) const
{
    Routed routed;
    const Message message(event.channel, event.headers, event.body);
    size_t number = 0;
    const auto refuse = [&](RoutingRefusal::Kind kind, const QString &why) {
        if (!routed.refusal)
            routed.refusal = { kind, RuleText::tr("route %1: %2").arg(QString::number(number), why) };
    };
    for (const Route &route : m_routes) {
        ++number;
        if (!route.from.matches(event.channel) ||
            !std::ranges::all_of(route.where, [&](const Condition &condition) { return condition.matches(message); }))
            continue;
        if (route.verify) {
            // Against the time when it came: it may be routed later.
            if (const auto verified = verifySignature(*route.verify, event.headers, event.body, event.time);
                !verified) {
                refuse(RoutingRefusal::Kind::Signature, verified.error());
                continue;
            }
        }
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
    return routed;
}

} // namespace hookbot
