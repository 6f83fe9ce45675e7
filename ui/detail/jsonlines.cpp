#include "ui/detail/jsonlines.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace hookbot {

namespace {

struct JsonLinesText
{
    Q_DECLARE_TR_FUNCTIONS(JsonLines)
};

/// Deeper nesting is not meant to be read; it is an attack on parsers.
constexpr int DeepestJson = 10'000;

constexpr qsizetype LongestAtom = 1000;

bool isJsonSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isAtomCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-' || c == '.';
}

qsizetype countDigits(QByteArrayView text)
{
    return std::ranges::find_if_not(text, isDigit) - text.begin();
}

bool isNumber(QByteArrayView text)
{
    if (text.startsWith('-'))
        text = text.sliced(1);
    const qsizetype whole = countDigits(text);
    if (whole == 0 || (whole > 1 && text.front() == '0'))
        return false;
    text = text.sliced(whole);
    if (text.startsWith('.')) {
        const qsizetype fraction = countDigits(text.sliced(1));
        if (fraction == 0)
            return false;
        text = text.sliced(1 + fraction);
    }
    if (text.startsWith('e') || text.startsWith('E')) {
        text = text.sliced(1);
        if (text.startsWith('+') || text.startsWith('-'))
            text = text.sliced(1);
        const qsizetype exponent = countDigits(text);
        return exponent > 0 && exponent == text.size();
    }
    return text.isEmpty();
}

bool isLiteral(QByteArrayView text)
{
    return text == "true" || text == "false" || text == "null";
}

/// The position after the closing quote of the string; the end if it has none.
qsizetype stringEnd(QByteArrayView text, qsizetype at)
{
    for (; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            return at + 1;
    }
    return text.size();
}

} // namespace

bool JsonLines::advance()
{
    const qsizetype end = std::min(m_at + StepBytes, m_body.size());
    while (m_at < end && m_fault.isEmpty()) {
        if (m_isRest)
            cut(end);
        else if (m_isInString)
            takeString(end);
        else if (isJsonSpace(m_body[m_at]))
            ++m_at;
        else
            takeToken();
    }
    if (m_fault.isEmpty() && m_at >= m_body.size() && !m_isRest && m_expecting != Expecting::Nothing)
        fail(JsonLinesText::tr("it ends too early"));
    return m_fault.isEmpty() && m_at < m_body.size();
}

void JsonLines::fail(const QString &what)
{
    m_fault = JsonLinesText::tr("%1, at byte %2").arg(what).arg(m_at);
}

void JsonLines::takeToken()
{
    if (isFull()) {
        m_isRest = true;
        return;
    }
    const char c = m_body[m_at];
    const bool wantsValue = m_expecting == Expecting::Value || m_expecting == Expecting::ValueOrEnd;
    const bool wantsKey = m_expecting == Expecting::Key || m_expecting == Expecting::KeyOrEnd;
    if (c == '}' || c == ']') {
        takeEnd(c);
    } else if (c == '"' && (wantsValue || wantsKey)) {
        m_isKey = wantsKey;
        beginString();
    } else if (wantsValue && (c == '{' || c == '[')) {
        takeBegin(c);
    } else if (wantsValue && isAtomCharacter(c)) {
        takeAtom();
    } else if (c == ':' && m_expecting == Expecting::Colon) {
        ++m_at;
        m_expecting = Expecting::Value;
    } else if (c == ',' && m_expecting == Expecting::CommaOrEnd) {
        takeComma();
    } else {
        switch (m_expecting) {
        case Expecting::Nothing:
            fail(JsonLinesText::tr("there is more after its end"));
            break;
        case Expecting::Colon:
            fail(JsonLinesText::tr("a colon is missing"));
            break;
        case Expecting::CommaOrEnd:
            fail(JsonLinesText::tr("a comma or a bracket is missing"));
            break;
        case Expecting::Key:
        case Expecting::KeyOrEnd:
            fail(JsonLinesText::tr("a name in quotes is missing"));
            break;
        case Expecting::Value:
        case Expecting::ValueOrEnd:
            fail(JsonLinesText::tr("a value is missing"));
            break;
        }
    }
}

void JsonLines::beforeToken(int depth)
{
    if (std::exchange(m_isBreakDue, false))
        begin(m_at, depth);
}

void JsonLines::takeBegin(char c)
{
    if (openDepth() == DeepestJson) {
        fail(JsonLinesText::tr("it is nested too deeply"));
        return;
    }
    beforeToken(openDepth());
    setOpens(true);
    m_open.append(c);
    m_expecting = c == '{' ? Expecting::KeyOrEnd : Expecting::ValueOrEnd;
    m_isBreakDue = true;
    ++m_at;
}

void JsonLines::takeEnd(char c)
{
    const bool isEmpty = m_expecting == Expecting::KeyOrEnd || m_expecting == Expecting::ValueOrEnd;
    const bool isOpen = m_open.endsWith(c == '}' ? '{' : '[');
    if (!isOpen || (!isEmpty && m_expecting != Expecting::CommaOrEnd)) {
        fail(JsonLinesText::tr("a closing bracket has no opening one"));
        return;
    }
    m_open.chop(1);
    if (isEmpty) {
        setOpens(false);
        m_isBreakDue = false;
    } else {
        begin(m_at, openDepth());
    }
    ++m_at;
    endValue();
}

void JsonLines::takeComma()
{
    ++m_at;
    m_isBreakDue = true;
    m_expecting = m_open.endsWith('{') ? Expecting::Key : Expecting::Value;
}

void JsonLines::endValue()
{
    m_expecting = m_open.isEmpty() ? Expecting::Nothing : Expecting::CommaOrEnd;
}

void JsonLines::takeAtom()
{
    beforeToken(openDepth());
    qsizetype end = m_at;
    while (end < m_body.size() && end - m_at <= LongestAtom && isAtomCharacter(m_body[end]))
        ++end;
    const QByteArrayView atom = QByteArrayView(m_body).sliced(m_at, end - m_at);
    if (atom.size() > LongestAtom || (!isNumber(atom) && !isLiteral(atom))) {
        fail(JsonLinesText::tr("a value is neither a number nor true, false or null"));
        return;
    }
    m_at = end;
    endValue();
}

void JsonLines::beginString()
{
    beforeToken(openDepth());
    ++m_at;
    m_isInString = true;
}

void JsonLines::takeString(qsizetype end)
{
    while (m_at < end && m_fault.isEmpty()) {
        const auto c = uchar(m_body[m_at]);
        // A line is cut between characters, not inside one.
        if (m_at - lastBegin() >= LongestLine && (c & 0xC0U) != 0x80 && !isFull())
            begin(m_at, openDepth(), Continues | InString | (m_isKey ? unsigned(InKey) : 0U));
        if (c == '"') {
            endString();
            return;
        }
        if (c == '\\')
            takeEscape();
        else if (c < 0x20)
            fail(JsonLinesText::tr("a string contains a control character"));
        else
            ++m_at;
    }
}

void JsonLines::takeEscape()
{
    const char c = m_at + 1 < m_body.size() ? m_body[m_at + 1] : '\0';
    if (c == 'u') {
        const QByteArrayView digits =
            QByteArrayView(m_body).sliced(m_at + 2).first(std::min<qsizetype>(4, m_body.size() - m_at - 2));
        if (digits.size() == 4 && std::ranges::all_of(digits, isHexDigit)) {
            m_at += 6;
            return;
        }
    } else if (c != '\0' && QByteArrayView("\"\\/bfnrt").contains(c)) {
        m_at += 2;
        return;
    }
    fail(JsonLinesText::tr("a string contains an unknown escape"));
}

void JsonLines::endString()
{
    ++m_at;
    m_isInString = false;
    if (m_isKey)
        m_expecting = Expecting::Colon;
    else
        endValue();
}

StyledLine JsonLines::line(qsizetype index) const
{
    const QByteArrayView text = bytes(index);
    StyledLine line;
    if (has(index, AsItIs)) {
        line.addBytes(text.trimmed(), TextStyle::Plain);
        return line;
    }
    qsizetype at = 0;
    if (!has(index, InString)) {
        line.add(indentation(index), TextStyle::Plain);
    } else {
        at = stringEnd(text, 0);
        line.addBytes(text.first(at), has(index, InKey) ? TextStyle::Key : TextStyle::String);
    }
    while (at < text.size()) {
        const char c = text[at];
        if (isJsonSpace(c)) {
            ++at;
        } else if (c == '"') {
            const qsizetype end = stringEnd(text, at + 1);
            qsizetype next = end;
            while (next < text.size() && isJsonSpace(text[next]))
                ++next;
            const bool isKey = next < text.size() ? text[next] == ':' : isContinued(index) && has(index + 1, InKey);
            line.addBytes(text.sliced(at, end - at), isKey ? TextStyle::Key : TextStyle::String);
            at = end;
        } else if (isAtomCharacter(c)) {
            const qsizetype end = std::find_if_not(text.begin() + at, text.end(), isAtomCharacter) - text.begin();
            const bool isWord = isLiteral(text.sliced(at, end - at));
            line.addBytes(text.sliced(at, end - at), isWord ? TextStyle::Literal : TextStyle::Number);
            at = end;
        } else {
            line.add(c == ':' ? QStringLiteral(": ") : QString(QLatin1Char(c)), TextStyle::Mark);
            ++at;
        }
    }
    return line;
}

} // namespace hookbot
