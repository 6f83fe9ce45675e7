#include "ui/detail/xmllines.h"

#include <algorithm>

namespace hookbot {

namespace {

bool isXmlSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Styles a tag, `<a b="c">`: its name, then attributes and their values.
void addTag(StyledLine &line, QByteArrayView tag)
{
    qsizetype at = 0;
    while (at < tag.size() && !isXmlSpace(tag[at]) && tag[at] != '>')
        ++at;
    line.addBytes(tag.first(at), TextStyle::Key);
    while (at < tag.size()) {
        qsizetype end = at + 1;
        const char c = tag[at];
        if (c == '"' || c == '\'') {
            while (end < tag.size() && tag[end] != c)
                ++end;
            end = std::min(end + 1, tag.size());
            line.addBytes(tag.sliced(at, end - at), TextStyle::String);
        } else if (isXmlSpace(c)) {
            while (end < tag.size() && isXmlSpace(tag[end]))
                ++end;
            line.add(QStringLiteral(" "), TextStyle::Plain);
        } else {
            while (end < tag.size() && tag[end] != '"' && tag[end] != '\'' && !isXmlSpace(tag[end]))
                ++end;
            const QByteArrayView word = tag.sliced(at, end - at);
            line.addBytes(word, word == ">" || word == "/>" || word == "?>" ? TextStyle::Key : TextStyle::Number);
        }
        at = end;
    }
}

} // namespace

bool XmlLines::advance()
{
    const qsizetype end = std::min(m_at + StepBytes, m_body.size());
    while (m_at < end) {
        if (isFull() && m_closing.isEmpty())
            cut(end);
        else if (!m_closing.isEmpty())
            skipTo(m_closing);
        else if (m_isInText)
            takeText(end);
        else if (m_body[m_at] == '<')
            takeTag();
        else if (isXmlSpace(m_body[m_at]))
            ++m_at;
        else
            m_isInText = true;
    }
    return m_at < m_body.size();
}

void XmlLines::takeTag()
{
    const QByteArrayView rest = QByteArrayView(m_body).sliced(m_at);
    if (rest.startsWith("</")) {
        m_depth = std::max(0, m_depth - 1);
        if (!std::exchange(m_isTextAllowed, false) || count() == 0)
            begin(m_at, m_depth);
        else
            setOpens(false);
        m_closing = ">";
        return;
    }
    m_isTextAllowed = false;
    begin(m_at, m_depth);
    if (rest.startsWith("<!--")) {
        m_closing = "-->";
    } else if (rest.startsWith("<![CDATA[")) {
        m_closing = "]]>";
    } else if (rest.startsWith("<?")) {
        m_closing = "?>";
    } else if (rest.startsWith("<!")) {
        m_closing = ">";
    } else {
        // A `>` in an attribute's value ends the tag too early; this only affects the layout.
        m_closing = ">";
        m_isTextAllowed = true;
        setOpens(true);
        ++m_depth;
    }
}

void XmlLines::skipTo(QByteArrayView closing)
{
    const qsizetype step = std::min(m_at + StepBytes, m_body.size());
    const QByteArrayView look = QByteArrayView(m_body).sliced(m_at, step - m_at);
    const qsizetype found = look.indexOf(closing);
    // The end may be split across this step and the next.
    const qsizetype nowhere = step == m_body.size() ? step : step - closing.size() + 1;
    const qsizetype stop = found < 0 ? nowhere : m_at + found + closing.size();
    // A line without an end is cut like any other.
    while (m_at < stop) {
        const qsizetype room = std::max<qsizetype>(1, lastBegin() + LongestLine * 4 - m_at);
        if (stop - m_at <= room) {
            m_at = stop;
        } else {
            m_at += room;
            begin(m_at, depth(count() - 1), Continues);
        }
    }
    if (found < 0)
        return;
    if (m_isTextAllowed && m_at >= 2 && m_body[m_at - 2] == '/') {
        m_isTextAllowed = false;
        setOpens(false);
        m_depth = std::max(0, m_depth - 1);
    }
    m_closing.clear();
}

void XmlLines::takeText(qsizetype end)
{
    const qsizetype found = QByteArrayView(m_body).sliced(m_at, end - m_at).indexOf('<');
    const qsizetype stop = found < 0 ? end : m_at + found;
    if (count() == 0 || !m_isTextAllowed || stop - m_at > LongestLine) {
        m_isTextAllowed = false;
        for (bool isFirst = true; m_at < stop; isFirst = false) {
            begin(m_at, m_depth, isFirst ? 0U : unsigned(Continues));
            m_at = std::min(m_at + LongestLine, stop);
        }
    }
    m_at = stop;
    m_isInText = found < 0;
}

StyledLine XmlLines::line(qsizetype index) const
{
    QByteArray all = bytes(index).trimmed().toByteArray();
    all.replace('\r', "").replace('\n', ' ');
    QByteArrayView text = all;
    StyledLine line;
    if (!has(index, Continues))
        line.add(indentation(index), TextStyle::Plain);
    if (text.startsWith("<!") || text.startsWith("<?")) {
        line.addBytes(text, TextStyle::Faint);
        return line;
    }
    while (!text.isEmpty()) {
        const bool isTag = text.front() == '<';
        qsizetype end = isTag ? text.indexOf('>') + 1 : text.indexOf('<');
        if (end <= 0)
            end = text.size();
        if (isTag)
            addTag(line, text.first(end));
        else
            line.addBytes(text.first(end), TextStyle::Plain);
        text = text.sliced(end);
    }
    return line;
}

} // namespace hookbot
