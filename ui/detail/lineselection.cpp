#include "ui/detail/lineselection.h"

namespace hookbot {

namespace {

bool isPartOfWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.' || c == u'/' || c == u':';
}

LinePlace endOf(const BodyLines &lines, qsizetype line)
{
    return { line, lines.line(line).text.size() };
}

} // namespace

void LineSelection::moveTo(const LinePlace &place, bool isExtending)
{
    m_cursor = place;
    if (!isExtending)
        m_anchor = place;
}

void LineSelection::selectAll(const BodyLines &lines)
{
    m_anchor = {};
    m_cursor = endOf(lines, lines.count() - 1);
}

QString LineSelection::text(const BodyLines &lines) const
{
    if (isEmpty())
        return {};
    QString all;
    for (qsizetype line = first().line; line <= last().line; ++line) {
        const QString text = lines.line(line).text;
        if (const auto span = spanIn(line, text.size()))
            all += text.mid(span->begin, span->end - span->begin);
        if (line < last().line && !lines.isContinued(line))
            all += u'\n';
    }
    return all;
}

std::optional<LineSelection::Span> LineSelection::spanIn(qsizetype line, qsizetype length) const
{
    if (isEmpty() || line < first().line || line > last().line)
        return std::nullopt;
    return Span{ first().line == line ? first().column : 0, last().line == line ? last().column : length };
}

bool LineSelection::isMove(int key)
{
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
        return true;
    default:
        return false;
    }
}

LinePlace LineSelection::rowsAway(qsizetype rows, const BodyLines &lines, const LineFolds &folds) const
{
    const qsizetype lastRow = folds.rowCount(lines.count()) - 1;
    const qsizetype line = folds.lineOf(std::clamp<qsizetype>(folds.rowOf(m_cursor.line) + rows, 0, lastRow));
    return std::min(LinePlace{ line, m_cursor.column }, endOf(lines, line));
}

LinePlace LineSelection::moved(int key, bool isFar, qsizetype rows, const BodyLines &lines,
                               const LineFolds &folds) const
{
    switch (key) {
    case Qt::Key_Up:
        return rowsAway(-1, lines, folds);
    case Qt::Key_Down:
        return rowsAway(1, lines, folds);
    case Qt::Key_PageUp:
        return rowsAway(-rows, lines, folds);
    case Qt::Key_PageDown:
        return rowsAway(rows, lines, folds);
    case Qt::Key_Left:
        return { m_cursor.line, std::max<qsizetype>(0, m_cursor.column - 1) };
    case Qt::Key_Right:
        return std::min(LinePlace{ m_cursor.line, m_cursor.column + 1 }, endOf(lines, m_cursor.line));
    case Qt::Key_Home:
        return isFar ? LinePlace() : LinePlace{ m_cursor.line, 0 };
    case Qt::Key_End:
        return endOf(lines, isFar ? folds.lineOf(folds.rowCount(lines.count()) - 1) : m_cursor.line);
    default:
        return m_cursor;
    }
}

LineSelection::Span LineSelection::wordAround(const QString &text, qsizetype column)
{
    Span word{ column, column };
    while (word.begin > 0 && isPartOfWord(text[word.begin - 1]))
        --word.begin;
    while (word.end < text.size() && isPartOfWord(text[word.end]))
        ++word.end;
    return word;
}

} // namespace hookbot
