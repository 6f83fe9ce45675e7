#pragma once

#include "broker/event/event.h"
#include "broker/net/bytesource.h"
#include "broker/net/wire.h"

#include <array>

namespace hookbot {

/// What all readers of a large event share: the event itself, once, and the JSON of it, which is never there as a whole
/// but is made in pieces. A body of 25 MiB may be 150 MiB of JSON. One thread; the readers' sources own it.
class LargeEvent
{
public:
    /// Events with a body of this size or more; smaller ones are sent as one shared piece of bytes.
    static constexpr qsizetype LeastBody = 128LL * 1024;

    [[nodiscard]] static bool isLarge(const Event &event) { return event.body.size() >= LeastBody; }

    /// @p traffic counts it as held, once.
    LargeEvent(EventPtr event, Traffic &traffic);

    [[nodiscard]] const Event &event() const { return *m_event; }

    /// Looks at up to ByteSource::MostWork further bytes of the body; true once the size of the JSON is known. That is
    /// done once, whichever reader calls.
    [[nodiscard]] bool measure();

    /// Bytes of the JSON; an estimate until it is measured.
    [[nodiscard]] qint64 jsonSize() const;

    /// How far a reader has come in the JSON.
    struct Place
    {
        enum class Part { Before, Body, Behind, End };

        Part part = Part::Before;
        qsizetype offset = 0; ///< in the body
    };

    /// The piece at this place, which moves behind it. Precondition: measured, and not at the end.
    [[nodiscard]] QByteArray piece(Place &place);

private:
    /// Pieces are always cut at the same offsets, so readers that keep step share them.
    struct Piece
    {
        qsizetype begin = 0;
        qsizetype end = 0;
        QByteArray json;
    };

    void isNotUtf8();
    void measured();
    [[nodiscard]] Piece made(qsizetype begin) const;

    EventPtr m_event;
    Held m_held;
    qsizetype m_looked = 0; ///< bytes of the body that are measured
    qint64 m_bodySize = 0;  ///< what they become
    bool m_isUtf8 = true;
    bool m_isMeasured = false;
    QByteArray m_before;
    QByteArray m_behind;
    std::array<Piece, 4> m_recent; ///< the last that were made
    size_t m_oldest = 0;
};

} // namespace hookbot
