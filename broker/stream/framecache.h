#pragma once

#include "event.h"

#include <QtCore/QByteArray>

namespace hookbot {

/// Frames an event once for all listeners that want it in the same form. It remembers one event, as a hub delivers one
/// after the other. One thread; shared by the listeners of a broker.
class FrameCache
{
public:
    /// The body, as one binary frame (protocol, section 4).
    [[nodiscard]] const QByteArray &body(const EventPtr &event);

    /// The channel, a NUL byte, the body, as one binary frame: for recursive subscriptions (protocol, section 4).
    [[nodiscard]] const QByteArray &channelAndBody(const EventPtr &event);

    /// The event as a JSON object, as one text frame (protocol, section 5).
    [[nodiscard]] const QByteArray &json(const EventPtr &event);

    /// The event as one of a stream of Server-Sent Events (protocol, section 5).
    [[nodiscard]] const QByteArray &streamed(const EventPtr &event);

    /// Lets go of the event it remembers.
    void clear() { remember({}); }

private:
    void remember(const EventPtr &event);

    EventPtr m_event;
    QByteArray m_body;
    QByteArray m_channelAndBody;
    QByteArray m_json;
    QByteArray m_streamed;
};

} // namespace hookbot
