#include "broker/stream/largeevent.h"

#include "broker/json/jsonescape.h"
#include "broker/stream/eventjson.h"

#include <algorithm>

namespace hookbot {

namespace {

/// At most this many bytes from the beginning, without the beginning of a UTF-8 sequence at their end.
QByteArrayView utf8Part(QByteArrayView bytes, qsizetype most)
{
    if (bytes.size() <= most)
        return bytes;
    constexpr qsizetype LongestSequence = 4;
    for (qsizetype back = 1; back < LongestSequence; ++back) {
        const auto byte = static_cast<unsigned char>(bytes[most - back]);
        const bool continues = (byte & 0xc0) == 0x80;
        if (continues)
            continue;
        const qsizetype length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
        return bytes.first(length > back ? most - back : most);
    }
    return bytes.first(most);
}

} // namespace

LargeEvent::LargeEvent(EventPtr event, Traffic &traffic)
    : m_event(std::move(event)),
      m_held(traffic, m_event->body.size() + m_event->headers.bytes().size())
{
}

bool LargeEvent::measure()
{
    if (m_isMeasured)
        return true;
    const QByteArrayView part = utf8Part(QByteArrayView(m_event->body).sliced(m_looked), ByteSource::MostWork);
    if (!part.isValidUtf8()) {
        isNotUtf8();
    } else {
        m_bodySize += escapedSize(part);
        m_looked += part.size();
    }
    if (m_looked == m_event->body.size())
        measured();
    return m_isMeasured;
}

void LargeEvent::isNotUtf8()
{
    m_isUtf8 = false;
    m_looked = m_event->body.size();
    m_bodySize = (m_looked + 2) / 3 * 4;
}

void LargeEvent::measured()
{
    m_before = jsonBeforeBody(*m_event, m_isUtf8);
    m_behind = jsonBehindBody(*m_event);
    m_isMeasured = true;
}

qint64 LargeEvent::jsonSize() const
{
    if (m_isMeasured)
        return m_before.size() + m_bodySize + m_behind.size();
    return m_bodySize + m_event->body.size() - m_looked;
}

QByteArray LargeEvent::piece(Place &place)
{
    switch (place.part) {
    case Place::Part::Before:
        place.part = m_event->body.isEmpty() ? Place::Part::Behind : Place::Part::Body;
        return m_before;
    case Place::Part::Body: {
        auto found = std::ranges::find_if(
            m_recent, [&](const Piece &piece) { return piece.begin == place.offset && !piece.json.isEmpty(); });
        if (found == m_recent.end()) {
            found = m_recent.begin() + qsizetype(m_oldest);
            m_oldest = (m_oldest + 1) % m_recent.size();
            *found = made(place.offset);
        }
        place.offset = found->end;
        if (place.offset == m_event->body.size())
            place.part = Place::Part::Behind;
        return found->json;
    }
    case Place::Part::Behind:
        place.part = Place::Part::End;
        return m_behind;
    case Place::Part::End:
        break;
    }
    return {};
}

LargeEvent::Piece LargeEvent::made(qsizetype begin) const
{
    const QByteArrayView rest = QByteArrayView(m_event->body).sliced(begin);
    Piece piece{ begin, begin, {} };
    if (!m_isUtf8) {
        const qsizetype size = std::min<qsizetype>(rest.size(), ByteSource::MostWork / 4 * 3); // whole groups of three
        piece.json = QByteArray::fromRawData(rest.data(), size).toBase64();
        piece.end += size;
        return piece;
    }
    // A part at a time, since only then it is known how much it becomes.
    constexpr qsizetype Part = 4096;
    piece.json.reserve(ByteSource::MostWork);
    for (qsizetype at = 0; at < rest.size() && piece.json.size() + Part * MostEscapedBytes <= ByteSource::MostWork;) {
        const qsizetype size = std::min(Part, rest.size() - at);
        appendEscaped(piece.json, rest.sliced(at, size));
        at += size;
        piece.end = begin + at;
    }
    return piece;
}

} // namespace hookbot
