#pragma once

#include "broker/event/event.h"
#include "broker/net/wire.h"
#include "broker/stream/eventsource.h"

#include <QtCore/QByteArray>

#include <array>
#include <memory>
#include <unordered_map>
#include <vector>

namespace hookbot {

/// How an event is sent.
enum class FrameForm : unsigned char {
    Body,           ///< the body, as one binary frame (protocol, section 4)
    ChannelAndBody, ///< the channel, a NUL byte, the body, as one binary frame: for recursive subscriptions
    Json,           ///< the event as a JSON object, as one text frame (protocol, section 5)
    Streamed        ///< the event as one of a stream of Server-Sent Events (protocol, section 5)
};

/// Makes an event's bytes once in each form for all listeners that want it.
///
/// Of small events it remembers the frames, those of the newest and of what many read at the same time from history,
/// up to MostBytes. Large ones are shared for as long as one is being sent, and their frames are made in pieces. One
/// thread; shared by the listeners of a broker.
class FrameCache
{
public:
    /// @p traffic counts large events as held.
    explicit FrameCache(Traffic &traffic);

    static constexpr qint64 MostBytes = 4LL * 1024 * 1024;

    void send(Wire &wire, const EventPtr &event, FrameForm form);

    /// Sends an event that repeats itself, to one listener: it is not remembered. A stream gets it without its id,
    /// which would set a browser's position back.
    void sendAgain(Wire &wire, const Event &event, FrameForm form);

    /// The bytes of a small event.
    [[nodiscard]] const QByteArray &frame(const EventPtr &event, FrameForm form);

    /// What readers of a large event share.
    [[nodiscard]] std::shared_ptr<LargeEvent> large(const EventPtr &event);

    /// See Wire::isCrowded().
    [[nodiscard]] bool isCrowded() const { return m_traffic.isCrowded(); }

    /// Releases the small events that it remembers.
    void clear();

private:
    struct Slot
    {
        EventPtr event;
        std::array<QByteArray, 4> frames; ///< by form
    };

    [[nodiscard]] Slot &slotOf(const EventPtr &event);

    Traffic &m_traffic;
    std::vector<Slot> m_slots; ///< an event's is given by its id
    qint64 m_bytes = 0;        ///< of bodies and frames in them
    std::unordered_map<const Event *, std::weak_ptr<LargeEvent>> m_large;
};

} // namespace hookbot
