#include "broker/stream/framecache.h"

#include "broker/stream/eventjson.h"
#include "broker/stream/websocketframe.h"

namespace hookbot {

namespace {

/// More than a page of small events, so that many who read the same page find each frame of it.
constexpr size_t Slots = 1024;

QByteArray idField(const Event &event)
{
    return "id: " + event.id.toByteArray() + '\n';
}

QByteArray frameOf(const Event &event, FrameForm form)
{
    switch (form) {
    case FrameForm::Body:
        return makeFrame(FrameKind::Binary, { event.body });
    case FrameForm::ChannelAndBody:
        return makeFrame(FrameKind::Binary, { event.channel, QByteArrayView("\0", 1), event.body });
    case FrameForm::Json:
        return makeFrame(FrameKind::Text, { eventJson(event) });
    case FrameForm::Streamed:
        return "data: " + eventJson(event) + "\n\n";
    }
    return {};
}

std::shared_ptr<ByteSource> sourceOf(const std::shared_ptr<LargeEvent> &event, FrameForm form)
{
    const auto header = [](FrameKind kind) { return [kind](qint64 length) { return frameHeader(kind, length); }; };
    std::vector<EventSource::Part> parts;
    switch (form) {
    case FrameForm::ChannelAndBody:
        parts.emplace_back(event->event().channel + '\0');
        [[fallthrough]];
    case FrameForm::Body:
        parts.emplace_back(EventSource::Body{ event });
        return std::make_shared<EventSource>(std::move(parts), header(FrameKind::Binary));
    case FrameForm::Json:
        parts.emplace_back(EventSource::Json{ event });
        return std::make_shared<EventSource>(std::move(parts), header(FrameKind::Text));
    case FrameForm::Streamed:
        parts.emplace_back(QByteArray("data: "));
        parts.emplace_back(EventSource::Json{ event });
        parts.emplace_back(QByteArray("\n\n"));
        return std::make_shared<EventSource>(std::move(parts));
    }
    return nullptr;
}

} // namespace

FrameCache::FrameCache(Traffic &traffic) : m_traffic(traffic), m_slots(Slots) {}

void FrameCache::send(Wire &wire, const EventPtr &event, FrameForm form)
{
    if (!LargeEvent::isLarge(*event)) {
        wire.send(frame(event, form));
        return;
    }
    if (form == FrameForm::Streamed)
        wire.send(idField(*event));
    wire.send(sourceOf(large(event), form));
}

void FrameCache::sendAgain(Wire &wire, const Event &event, FrameForm form)
{
    const auto again = std::make_shared<Event>(event);
    again->replayOf = event.id;
    if (LargeEvent::isLarge(*again))
        wire.send(sourceOf(std::make_shared<LargeEvent>(again, m_traffic), form));
    else
        wire.send(frameOf(*again, form));
}

const QByteArray &FrameCache::frame(const EventPtr &event, FrameForm form)
{
    QByteArray &frame = slotOf(event).frames[size_t(form)];
    if (frame.isEmpty()) {
        frame = frameOf(*event, form);
        if (form == FrameForm::Streamed)
            frame.prepend(idField(*event));
        m_bytes += frame.size();
    }
    return frame;
}

FrameCache::Slot &FrameCache::slotOf(const EventPtr &event)
{
    constexpr int CounterBits = 20; // of an id, below its milliseconds
    const auto id = quint64(event->id.value);
    Slot &slot = m_slots[size_t(id + (id >> CounterBits)) % Slots];
    if (slot.event != event) {
        if (m_bytes > MostBytes)
            clear();
        for (QByteArray &frame : slot.frames) {
            m_bytes -= frame.size();
            frame = {};
        }
        m_bytes += event->body.size() - (slot.event ? slot.event->body.size() : 0);
        slot.event = event;
    }
    return slot;
}

std::shared_ptr<LargeEvent> FrameCache::large(const EventPtr &event)
{
    std::erase_if(m_large, [](const auto &entry) { return entry.second.expired(); });
    std::weak_ptr<LargeEvent> &known = m_large[event.get()];
    std::shared_ptr<LargeEvent> shared = known.lock();
    if (!shared) {
        shared = std::make_shared<LargeEvent>(event, m_traffic);
        known = shared;
    }
    return shared;
}

void FrameCache::clear()
{
    if (m_bytes == 0)
        return;
    for (Slot &slot : m_slots)
        slot = {};
    m_bytes = 0;
}

} // namespace hookbot
