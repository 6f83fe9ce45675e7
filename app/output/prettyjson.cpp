#include "app/output/prettyjson.h"

#include "broker/json/jsonreader.h"

#include <algorithm>

namespace hookbot {

namespace {

/// Colours of a terminal (ECMA-48, SGR).
constexpr QByteArrayView NameColour = "\033[34m";
constexpr QByteArrayView TextColour = "\033[32m";
constexpr QByteArrayView WordColour = "\033[33m";
constexpr QByteArrayView NoColour = "\033[0m";

/// Beyond these a document is left as it is, and a line begins no further in: a few bytes of a hostile one must not
/// become a page of blanks.
constexpr qsizetype LargestDocument = 1024LL * 1024;
constexpr int DeepestIndent = 40;

/// Walks JSON that has been found valid, token by token.
class Layout
{
public:
    Layout(QByteArrayView json, bool colours) : m_json(json), m_colours(colours) {}

    QByteArray text()
    {
        while (m_place < m_json.size())
            token();
        return std::move(m_text);
    }

private:
    void token()
    {
        const char c = m_json[m_place];
        switch (c) {
        case ' ':
        case '\t':
        case '\r':
        case '\n':
            ++m_place;
            break;
        case '{':
        case '[':
            open();
            break;
        case '}':
        case ']':
            newLine(--m_depth);
            m_text.append(m_json[m_place++]);
            break;
        case ',':
            m_text.append(m_json[m_place++]);
            newLine(m_depth);
            break;
        case ':':
            m_text.append(": ");
            ++m_place;
            break;
        case '"':
            string();
            break;
        default:
            word();
        }
    }

    qsizetype skipBlanks(qsizetype place) const
    {
        while (place < m_json.size() && QByteArrayView(" \t\r\n").contains(m_json[place]))
            ++place;
        return place;
    }

    void open()
    {
        const char c = m_json[m_place];
        m_text.append(c);
        const qsizetype next = skipBlanks(m_place + 1);
        m_place = next;
        if (m_json[next] == (c == '{' ? '}' : ']')) { // empty: on one line
            m_text.append(m_json[next]);
            ++m_place;
        } else {
            newLine(++m_depth);
        }
    }

    void string()
    {
        qsizetype end = m_place + 1;
        while (m_json[end] != '"')
            end += m_json[end] == '\\' ? 2 : 1;
        ++end;
        const qsizetype next = skipBlanks(end);
        const bool isName = next < m_json.size() && m_json[next] == ':';
        append(m_json.sliced(m_place, end - m_place), isName ? NameColour : TextColour);
        m_place = end;
    }

    void word()
    {
        qsizetype end = m_place;
        while (end < m_json.size() && !QByteArrayView(" \t\r\n,:{}[]\"").contains(m_json[end]))
            ++end;
        append(m_json.sliced(m_place, end - m_place), WordColour);
        m_place = end;
    }

    void append(QByteArrayView token, QByteArrayView colour)
    {
        if (m_colours)
            m_text.append(colour);
        m_text.append(token);
        if (m_colours)
            m_text.append(NoColour);
    }

    void newLine(int depth) { m_text.append('\n').append(qsizetype(std::min(depth, DeepestIndent)) * 2, ' '); }

    QByteArrayView m_json;
    bool m_colours;
    qsizetype m_place = 0;
    int m_depth = 0;
    QByteArray m_text;
};

} // namespace

std::optional<QByteArray> prettyJson(const QByteArray &json, bool colours)
{
    if (json.size() > LargestDocument || !isJsonObjectOrArray(json))
        return std::nullopt;
    return Layout(json, colours).text();
}

} // namespace hookbot
