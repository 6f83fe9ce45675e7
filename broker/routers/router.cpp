#include "broker/routers/router.h"

namespace hookbot {

Router::Routed Router::route(const Event &event) const
{
    for (const auto &[field, router] : event.headers) {
        if (equalIgnoringCase(field, RoutedBy) && router == name())
            return {};
    }
    return routeForeign(event);
}

Draft Router::passedOn(const Event &event, const QByteArray &channel) const
{
    Draft draft = static_cast<const Draft &>(event);
    draft.channel = channel;
    draft.headers.append(RoutedBy, name());
    draft.replayOf = {};
    return draft;
}

} // namespace hookbot
