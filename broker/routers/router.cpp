#include "router.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

namespace {

struct RouterText
{
    Q_DECLARE_TR_FUNCTIONS(Router)
};

} // namespace

Router::Routed Router::route(const Event &event) const
{
    for (const auto &[field, router] : event.headers) {
        if (equalIgnoringCase(field, RoutedBy) && router == name())
            return {};
    }
    if (isUnsafeChannel(event.channel) && event.replayOf > EventId()) {
        return { {},
                 RoutingRefusal{ RoutingRefusal::Kind::Replay,
                                 RouterText::tr("a replay on an unsafe channel, which anybody can ask for: replay what "
                                                "came of the event, on its own channel") } };
    }
    return routeForeign(event);
}

Draft Router::passedOn(const Event &event, const QByteArray &channel) const
{
    Draft draft = event;
    draft.channel = channel;
    draft.headers.append(RoutedBy, name());
    draft.replayOf = {};
    return draft;
}

} // namespace hookbot
