#include "broker/stream/eventsource.h"

#include <algorithm>

namespace hookbot {

EventSource::EventSource(std::vector<Part> parts, Head head) : m_parts(std::move(parts)), m_head(std::move(head)) {}

qint64 EventSource::length() const
{
    qint64 length = 0;
    for (const Part &part : m_parts) {
        if (const auto *bytes = std::get_if<QByteArray>(&part))
            length += bytes->size();
        else if (const auto *body = std::get_if<Body>(&part))
            length += body->event->event().body.size();
        else
            length += std::get<Json>(part).event->jsonSize();
    }
    return length;
}

qint64 EventSource::left() const
{
    return m_hasHead ? m_left : length();
}

/// A bounded piece of that work; true when all lengths are known.
bool EventSource::measure()
{
    for (; m_measured < m_parts.size(); ++m_measured) {
        const auto *json = std::get_if<Json>(&m_parts[m_measured]);
        if (json && !json->event->measure())
            return false;
    }
    return true;
}

QByteArray EventSource::next()
{
    if (!m_hasHead) {
        if (!measure())
            return {};
        m_hasHead = true;
        m_left = length();
        if (m_head)
            return m_head(m_left);
    }
    QByteArray piece;
    while (piece.isEmpty() && m_part < m_parts.size())
        piece = nextOfPart();
    m_left -= piece.size();
    return piece;
}

QByteArray EventSource::nextOfPart()
{
    Part &part = m_parts[m_part];
    if (auto *bytes = std::get_if<QByteArray>(&part)) {
        ++m_part;
        return std::move(*bytes);
    }
    if (const auto *body = std::get_if<Body>(&part)) {
        const QByteArrayView rest = QByteArrayView(body->event->event().body).sliced(m_offset);
        const qsizetype size = std::min<qsizetype>(rest.size(), MostWork);
        m_offset += size;
        if (size == rest.size()) {
            ++m_part;
            m_offset = 0;
        }
        return QByteArray::fromRawData(rest.data(), size); // where it lies; the part keeps it there
    }
    QByteArray piece = std::get<Json>(part).event->piece(m_place);
    if (m_place.part == LargeEvent::Place::Part::End) {
        ++m_part;
        m_place = {};
    }
    return piece;
}

} // namespace hookbot
