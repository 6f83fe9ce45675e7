#include "ui/detail/linesearch.h"

#include <limits>

namespace hookbot {

namespace {

constexpr int LinesPerTurn = 1000;

} // namespace

LineSearch::LineSearch(QObject *parent) : QObject(parent)
{
    connect(&m_turn, &QTimer::timeout, this, &LineSearch::searchOn);
}

void LineSearch::find(const BodyLines &lines, const QString &text, const LinePlace &from, bool isForward)
{
    m_lines = &lines;
    m_text = text;
    m_from = from;
    m_isForward = isForward;
    m_done = 0;
    m_turn.start(0);
}

void LineSearch::stop()
{
    m_turn.stop();
    m_lines = nullptr;
}

void LineSearch::searchOn()
{
    constexpr auto AnyColumn = std::numeric_limits<qsizetype>::max();
    const qsizetype count = m_lines->count();
    for (int n = 0; n < LinesPerTurn; ++n) {
        // The line where the search began is searched twice: from that column, and at the end up to it.
        if (m_done > count || count == 0) {
            stop();
            Q_EMIT notFound();
            return;
        }
        const qsizetype index = (m_from.line + (m_isForward ? m_done : count * 2 - m_done)) % count;
        const bool isFirst = m_done == 0;
        const bool isLast = m_done == count;
        ++m_done;
        const bool isFrom = m_isForward ? isFirst : isLast;
        const bool isUpTo = m_isForward ? isLast : isFirst;
        if (searchLine(index, isFrom ? m_from.column : 0, isUpTo ? m_from.column : AnyColumn))
            return;
    }
}

bool LineSearch::searchLine(qsizetype index, qsizetype from, qsizetype before)
{
    QString text = m_lines->line(index).text;
    const qsizetype own = text.size();
    if (m_lines->isContinued(index))
        text += m_lines->line(index + 1).text;
    qsizetype at = -1;
    if (m_isForward) {
        at = text.indexOf(m_text, from, Qt::CaseInsensitive);
    } else if (before > 0) {
        at = text.lastIndexOf(m_text, before < own ? before - 1 : -1, Qt::CaseInsensitive);
    }
    if (at < from || at >= own || at >= before)
        return false;
    const qsizetype end = at + m_text.size();
    stop();
    Q_EMIT found({ index, at }, end > own ? LinePlace{ index + 1, end - own } : LinePlace{ index, end });
    return true;
}

} // namespace hookbot
