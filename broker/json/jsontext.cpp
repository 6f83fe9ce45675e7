#include "broker/json/jsontext.h"

namespace hookbot {

namespace {

/// The value of a hexadecimal digit; -1 for anything else.
int hexDigit(char c)
{
    const char lower = char(c | 0x20);
    if (c >= '0' && c <= '9')
        return c - '0';
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
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

QByteArray unescapedText(QByteArrayView raw)
{
    QByteArray text;
    text.reserve(raw.size());
    for (qsizetype at = 0; at < raw.size();) {
        const qsizetype escape = raw.indexOf('\\', at);
        const qsizetype end = escape < 0 ? raw.size() : escape;
        text.append(raw.sliced(at, end - at));
        if (escape < 0)
            break;
        at = escape + 2;
        if (raw[escape + 1] == 'u')
            appendCharacter(text, unescapedCharacter(raw, at));
        else
            text.append(unescaped(raw[escape + 1]));
    }
    return text;
}

} // namespace hookbot
