#include "ui/events/eventreading.h"

namespace hookbot {

EventReading::EventReading(Monitor &monitor, const EventRows &rows, QObject *parent)
    : QObject(parent),
      m_monitor(monitor),
      m_rows(rows)
{
}

void EventReading::begin(const EventQuery &filter)
{
    ++m_generation;
    m_filter = filter;
    m_stage = Stage::Beginning;
    m_wanted = {};
    m_error.clear();
    Q_EMIT changed();
    // The exact head comes first: what is above it is then read upwards, what is below it downwards, and nothing twice.
    EventQuery newest;
    newest.limit = 1;
    ask(newest, &EventReading::takeHead);
}

void EventReading::want(Stage stage)
{
    const bool wasReadingOlder = isReadingOlder();
    m_wanted |= stage;
    if (m_stage == Stage::Idle)
        readNext();
    if (isReadingOlder() != wasReadingOlder)
        Q_EMIT changed();
}

void EventReading::cancel(Stage stage)
{
    const bool wasReadingOlder = isReadingOlder();
    m_wanted.setFlag(stage, false);
    if (isReadingOlder() != wasReadingOlder)
        Q_EMIT changed();
}

bool EventReading::isReadingOlder() const
{
    return m_stage == Stage::Beginning || m_stage == Stage::Older || m_wanted.testFlag(Stage::Older);
}

void EventReading::readNext()
{
    for (const Stage stage : { Stage::Probing, Stage::Newer, Stage::Older }) {
        if (!m_wanted.testFlag(stage))
            continue;
        m_wanted.setFlag(stage, false);
        m_stage = stage;
        if (stage == Stage::Older)
            findPage(EventQuery::Direction::Older, m_rows.bottom());
        else
            findPage(EventQuery::Direction::Newer, stage == Stage::Probing ? m_rows.head() : m_rows.top());
        return;
    }
}

void EventReading::findPage(EventQuery::Direction direction, qint64 from)
{
    EventQuery query = m_filter;
    query.direction = direction;
    query.from = from;
    query.limit = PageSize;
    ask(query, &EventReading::takePage);
}

void EventReading::ask(const EventQuery &query, void (EventReading::*take)(const EventsPage &, qint64))
{
    const auto answer = [this, take, from = query.from, generation = m_generation](const EventsPage &page) {
        if (generation != m_generation)
            return;
        if (page.error.isEmpty()) {
            (this->*take)(page, from);
            return;
        }
        m_error = page.error;
        m_wanted = {};
        if (m_stage != Stage::Beginning) // without a beginning there are no rows to continue from
            m_stage = Stage::Idle;
        Q_EMIT changed();
    };
    m_monitor.findEvents(query, this, answer);
}

void EventReading::takeHead(const EventsPage &page, qint64)
{
    const qint64 head = page.events.isEmpty() ? 0 : page.events.first().id;
    Q_EMIT headFound(head);
    findPage(EventQuery::Direction::Older, head + 1);
}

void EventReading::takePage(const EventsPage &page, qint64 from)
{
    const int generation = m_generation;
    Q_EMIT answered(page, from);
    if (generation != m_generation) // a slot called begin()
        return;
    const bool wasReadingOlder = isReadingOlder();
    m_stage = Stage::Idle;
    readNext();
    if (isReadingOlder() != wasReadingOlder)
        Q_EMIT changed();
}

} // namespace hookbot
