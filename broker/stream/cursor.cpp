#include "broker/stream/cursor.h"

namespace hookbot {

namespace {

/// Bytes of one page: many that catch up at once take turns, and none holds up those that are live.
constexpr qint64 LongestPage = 256LL * 1024;
constexpr qint64 OneEvent = 1;

} // namespace

Cursor::Cursor(PageQueue &pages, Hub &hub, Filter filter, qint64 sinkLimit, Sink &sink)
    : m_pages(pages),
      m_hub(hub),
      m_filter(std::move(filter)),
      m_sinkLimit(sinkLimit),
      m_sink(sink)
{
    m_hub.subscribe(m_filter, this);
}

Cursor::~Cursor()
{
    stop();
}

void Cursor::startLive()
{
    m_place = m_hub.head();
    m_live = true;
}

void Cursor::startAfter(EventId after)
{
    m_place = std::min(after, m_hub.head());
    readOn();
}

bool Cursor::offer(const EventPtr &event)
{
    if (!m_live)
        return false;
    if (m_sink.queued() > room()) {
        m_live = false;
        m_place = m_hub.head(); // the event before this one
        return false;
    }
    give(event);
    return true;
}

void Cursor::drained()
{
    if (!m_live && m_sink.queued() <= room() / 2)
        readOn();
}

void Cursor::stop()
{
    m_hub.unsubscribe(m_filter, this); // a second time, it knows us no more
    m_reading.reset();
    m_live = false;
}

void Cursor::readOn()
{
    if (m_reading)
        return;
    const qint64 bytes = std::min(m_sinkLimit, m_sink.isCrowded() ? OneEvent : LongestPage);
    m_reading = m_pages.read(m_place, m_filter, { .events = 1000, .bytes = bytes },
                             [this](const EventLog::Page &page) { takePage(page); });
}

void Cursor::takePage(const EventLog::Page &page)
{
    m_reading.reset();
    if (!page.error.isEmpty()) {
        m_sink.failed();
        return;
    }
    if (page.hasGapAfter(m_place) && !m_sink.gap(m_place, page.oldest))
        return;
    for (const EventPtr &event : page.events)
        give(event);
    m_place = std::max(m_place, page.upTo);
    if (m_place >= m_hub.head())
        m_live = true;
    else
        drained();
}

void Cursor::give(const EventPtr &event)
{
    m_place = event->id;
    ++m_given;
    m_sink.take(event);
}

} // namespace hookbot
