#include "framecache.h"

#include "eventjson.h"
#include "websocketframe.h"

namespace hookbot {

void FrameCache::remember(const EventPtr &event)
{
    if (m_event == event)
        return;
    m_event = event;
    m_body = {};
    m_channelAndBody = {};
    m_json = {};
    m_streamed = {};
}

const QByteArray &FrameCache::body(const EventPtr &event)
{
    remember(event);
    if (m_body.isEmpty())
        m_body = makeFrame(FrameKind::Binary, { event->body });
    return m_body;
}

const QByteArray &FrameCache::channelAndBody(const EventPtr &event)
{
    remember(event);
    if (m_channelAndBody.isEmpty())
        m_channelAndBody = makeFrame(FrameKind::Binary, { event->channel, QByteArrayView("\0", 1), event->body });
    return m_channelAndBody;
}

const QByteArray &FrameCache::json(const EventPtr &event)
{
    remember(event);
    if (m_json.isEmpty())
        m_json = makeFrame(FrameKind::Text, { eventJson(*event) });
    return m_json;
}

const QByteArray &FrameCache::streamed(const EventPtr &event)
{
    remember(event);
    if (m_streamed.isEmpty())
        m_streamed = "id: " + event->id.toByteArray() + "\ndata: " + eventJson(*event) + "\n\n";
    return m_streamed;
}

} // namespace hookbot
