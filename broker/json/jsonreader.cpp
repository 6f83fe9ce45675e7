#include "broker/json/jsonreader.h"

#include "broker/json/jsontext.h"

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

/// Reads at least one digit. False if there is none, which is an error.
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
    return unescapedText(m_raw);
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
