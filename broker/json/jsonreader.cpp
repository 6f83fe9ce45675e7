#include "jsonreader.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

namespace {

constexpr QByteArrayView ByteOrderMark = "\xef\xbb\xbf";

struct JsonText
{
    Q_DECLARE_TR_FUNCTIONS(JsonReader)
};

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The value of a hexadecimal digit; -1 for anything else.
int hexDigit(char c)
{
    const char lower = char(c | 0x20);
    if (isDigit(c))
        return c - '0';
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The number that the four hexadecimal digits at @p at stand for; -1 where there are fewer.
int codeUnit(QByteArrayView text, qsizetype at)
{
    if (text.size() - at < 4)
        return -1;
    int unit = 0;
    for (qsizetype i = at; i < at + 4; ++i) {
        const int digit = hexDigit(text[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/// The number of bytes of the character of several bytes at the beginning of @p text; 0 where it is not UTF-8 (RFC
/// 3629: the shortest form, no surrogates, nothing beyond U+10FFFF).
qsizetype lengthOfCharacter(QByteArrayView text)
{
    const auto byte = [text](qsizetype i) { return i < text.size() ? static_cast<uchar>(text[i]) : uchar(0); };
    const auto isNext = [&byte](qsizetype i) { return (byte(i) & 0xc0) == 0x80; };
    const uchar first = byte(0);
    if (first >= 0xc2 && first <= 0xdf)
        return isNext(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const bool isGood = (first != 0xe0 || byte(1) >= 0xa0) && (first != 0xed || byte(1) < 0xa0);
        return isGood && isNext(1) && isNext(2) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const bool isGood = (first != 0xf0 || byte(1) >= 0x90) && (first != 0xf4 || byte(1) < 0x90);
        return isGood && isNext(1) && isNext(2) && isNext(3) ? 4 : 0;
    }
    return 0;
}

void appendCharacter(QByteArray &text, char32_t c)
{
    const auto append = [&text](char32_t byte) { text.append(char(byte)); };
    if (c < 0x80) {
        append(c);
    } else if (c < 0x800) {
        append(0xc0 | c >> 6);
        append(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        append(0xe0 | c >> 12);
        append(0x80 | (c >> 6 & 0x3f));
        append(0x80 | (c & 0x3f));
    } else {
        append(0xf0 | c >> 18);
        append(0x80 | (c >> 12 & 0x3f));
        append(0x80 | (c >> 6 & 0x3f));
        append(0x80 | (c & 0x3f));
    }
}

/// Reads the digits of `\u` at @p at, and those of the other half of a pair; @p at is behind them then.
char32_t unescapedCharacter(QByteArrayView raw, qsizetype &at)
{
    constexpr char32_t Replacement = 0xfffd;
    const int unit = codeUnit(raw, at);
    at += 4;
    const bool isHigh = unit >= 0xd800 && unit < 0xdc00;
    const bool isLow = unit >= 0xdc00 && unit < 0xe000;
    if (!isHigh)
        return isLow ? Replacement : char32_t(unit);
    if (!raw.sliced(at).startsWith("\\u"))
        return Replacement;
    const int second = codeUnit(raw, at + 2);
    if (second < 0xdc00 || second >= 0xe000)
        return Replacement;
    at += 6;
    return char32_t(0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00));
}

char unescaped(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

} // namespace

JsonReader::JsonReader(QByteArrayView text) : m_text(text)
{
    if (text.startsWith(ByteOrderMark))
        m_at = ByteOrderMark.size();
}

void JsonReader::skipBlanks()
{
    while (m_at < m_text.size() && isBlank(m_text[m_at]))
        ++m_at;
}

JsonReader::Token JsonReader::fail(Fault fault)
{
    m_offset = m_at;
    m_raw = {};
    m_fault = fault;
    return m_token = Token::Error;
}

JsonReader::Token JsonReader::next()
{
    if (m_token == Token::End || m_token == Token::Error)
        return m_token;
    skipBlanks();
    const bool isWhole = m_state == State::AfterValue && m_depth == 0;
    if (m_at == m_text.size()) {
        m_offset = m_at;
        return isWhole ? m_token = Token::End : fail(Fault::TextEnds);
    }
    if (isWhole)
        return fail(Fault::MoreText);
    if (m_state == State::AfterValue) {
        if (m_text[m_at] != ',')
            return close(m_text[m_at]);
        ++m_at;
        skipBlanks();
        if (m_at == m_text.size())
            return fail(Fault::TextEnds);
        m_state = m_isObject[size_t(m_depth) - 1] ? State::Name : State::Value;
    } else if ((m_state == State::FirstName && m_text[m_at] == '}') ||
               (m_state == State::FirstValue && m_text[m_at] == ']')) {
        return close(m_text[m_at]);
    }
    m_offset = m_at;
    return m_state == State::Name || m_state == State::FirstName ? readName() : readValue();
}

bool JsonReader::skip()
{
    if (m_token == Token::BeginObject || m_token == Token::BeginArray) {
        const int outside = m_depth - 1;
        while (m_depth > outside && next() != Token::Error) {
        }
    }
    return m_token != Token::Error;
}

JsonReader::Token JsonReader::open(bool isObject)
{
    if (m_depth == Deepest)
        return fail(Fault::TooDeep);
    m_isObject[size_t(m_depth)] = isObject;
    ++m_depth;
    ++m_at;
    m_state = isObject ? State::FirstName : State::FirstValue;
    return m_token = isObject ? Token::BeginObject : Token::BeginArray;
}

JsonReader::Token JsonReader::close(char c)
{
    const bool isObject = m_isObject[size_t(m_depth) - 1];
    if (c != (isObject ? '}' : ']'))
        return fail(Fault::NotExpected);
    m_offset = m_at;
    --m_depth;
    ++m_at;
    m_state = State::AfterValue;
    return m_token = isObject ? Token::EndObject : Token::EndArray;
}

JsonReader::Token JsonReader::readValue()
{
    switch (const char c = m_text[m_at]) {
    case '{':
    case '[':
        return open(c == '{');
    case '"':
        if (!readString())
            return m_token;
        m_state = State::AfterValue;
        return m_token = Token::String;
    case 't':
        return readWord("true", Token::True);
    case 'f':
        return readWord("false", Token::False);
    case 'n':
        return readWord("null", Token::Null);
    default:
        return c == '-' || isDigit(c) ? readNumber() : fail(Fault::NotExpected);
    }
}

JsonReader::Token JsonReader::readName()
{
    if (m_text[m_at] != '"')
        return fail(Fault::NotExpected);
    if (!readString())
        return m_token;
    skipBlanks();
    if (m_at == m_text.size())
        return fail(Fault::TextEnds);
    if (m_text[m_at] != ':')
        return fail(Fault::NotExpected);
    ++m_at;
    m_state = State::Value;
    return m_token = Token::Name;
}

JsonReader::Token JsonReader::readWord(QByteArrayView word, Token token)
{
    for (const char c : word) {
        if (m_at == m_text.size())
            return fail(Fault::TextEnds);
        if (m_text[m_at] != c)
            return fail(Fault::NotExpected);
        ++m_at;
    }
    m_state = State::AfterValue;
    return m_token = token;
}

/// One digit at least; false where there is none, and then it has failed.
bool JsonReader::readDigits()
{
    if (m_at == m_text.size() || !isDigit(m_text[m_at])) {
        fail(m_at == m_text.size() ? Fault::TextEnds : Fault::Number);
        return false;
    }
    while (m_at < m_text.size() && isDigit(m_text[m_at]))
        ++m_at;
    return true;
}

JsonReader::Token JsonReader::readNumber()
{
    const auto is = [this](char c) { return m_at < m_text.size() && m_text[m_at] == c; };
    if (is('-'))
        ++m_at;
    if (is('0')) {
        ++m_at;
        if (m_at < m_text.size() && isDigit(m_text[m_at]))
            return fail(Fault::Number);
    } else if (!readDigits()) {
        return m_token;
    }
    if (is('.')) {
        ++m_at;
        if (!readDigits())
            return m_token;
    }
    if (is('e') || is('E')) {
        ++m_at;
        if (is('+') || is('-'))
            ++m_at;
        if (!readDigits())
            return m_token;
    }
    m_raw = m_text.sliced(m_offset, m_at - m_offset);
    m_state = State::AfterValue;
    return m_token = Token::Number;
}

/// From the quote to behind the other one. False: it has failed.
bool JsonReader::readString()
{
    m_hasEscapes = false;
    const qsizetype begin = ++m_at;
    while (m_at < m_text.size()) {
        const auto c = static_cast<uchar>(m_text[m_at]);
        if (c == '"') {
            m_raw = m_text.sliced(begin, m_at - begin);
            ++m_at;
            return true;
        }
        if (c >= 0x20 && c < 0x80 && c != '\\')
            ++m_at;
        else if (!readCharacter())
            return false;
    }
    fail(Fault::TextEnds);
    return false;
}

/// A character that is not plain ASCII.
bool JsonReader::readCharacter()
{
    const auto c = static_cast<uchar>(m_text[m_at]);
    if (c == '\\') {
        m_hasEscapes = true;
        return readEscape();
    }
    if (c < 0x20) {
        fail(Fault::ControlCharacter);
        return false;
    }
    const qsizetype length = lengthOfCharacter(m_text.sliced(m_at));
    if (length == 0)
        fail(Fault::Utf8);
    m_at += length;
    return length > 0;
}

bool JsonReader::readEscape()
{
    if (m_at + 1 == m_text.size()) {
        ++m_at;
        fail(Fault::TextEnds);
        return false;
    }
    const char c = m_text[m_at + 1];
    const bool isUnit = c == 'u';
    const bool isGood = isUnit ? codeUnit(m_text, m_at + 2) >= 0 : QByteArrayView("\"\\/bfnrt").contains(c);
    if (!isGood) {
        fail(Fault::Escape);
        return false;
    }
    m_at += isUnit ? 6 : 2;
    return true;
}

QByteArray JsonReader::text() const
{
    if (!m_hasEscapes)
        return m_raw.toByteArray();
    QByteArray text;
    text.reserve(m_raw.size());
    for (qsizetype at = 0; at < m_raw.size();) {
        const qsizetype escape = m_raw.indexOf('\\', at);
        const qsizetype end = escape < 0 ? m_raw.size() : escape;
        text.append(m_raw.sliced(at, end - at));
        if (escape < 0)
            break;
        at = escape + 2;
        if (m_raw[escape + 1] == 'u')
            appendCharacter(text, unescapedCharacter(m_raw, at));
        else
            text.append(unescaped(m_raw[escape + 1]));
    }
    return text;
}

std::optional<QByteArray> JsonReader::textUpTo(qsizetype longest) const
{
    constexpr qsizetype LongestEscape = 6; // of one byte
    if (m_raw.size() > (m_hasEscapes ? LongestEscape * longest : longest))
        return std::nullopt;
    QByteArray decoded = text();
    return decoded.size() <= longest ? std::optional(std::move(decoded)) : std::nullopt;
}

QString faultText(JsonReader::Fault fault)
{
    switch (fault) {
    case JsonReader::Fault::None:
        return {};
    case JsonReader::Fault::TextEnds:
        return JsonText::tr("the text ends too early");
    case JsonReader::Fault::NotExpected:
        return JsonText::tr("this character is not expected here");
    case JsonReader::Fault::Number:
        return JsonText::tr("this is not a number");
    case JsonReader::Fault::Escape:
        return JsonText::tr("this is not an escape: write \\\\ for a backslash");
    case JsonReader::Fault::ControlCharacter:
        return JsonText::tr("text in quotes must not contain a line end or another control character");
    case JsonReader::Fault::Utf8:
        return JsonText::tr("this is not UTF-8");
    case JsonReader::Fault::TooDeep:
        return JsonText::tr("more than %1 brackets are open").arg(JsonReader::Deepest);
    case JsonReader::Fault::MoreText:
        return JsonText::tr("there is more text after its end");
    }
    return {};
}

bool isJsonObjectOrArray(QByteArrayView text)
{
    JsonReader reader(text);
    const JsonReader::Token first = reader.next();
    if (first != JsonReader::Token::BeginObject && first != JsonReader::Token::BeginArray)
        return false;
    return reader.skip() && reader.next() == JsonReader::Token::End;
}

} // namespace hookbot
