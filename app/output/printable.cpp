#include "app/output/printable.h"

#include "broker/event/characters.h"

namespace hookbot {

namespace {

/// Runs of what is kept are copied in one piece: the access log writes many lines.
template<typename IsKept, typename Escape>
QByteArray escaped(QByteArrayView bytes, IsKept isKept, Escape escape)
{
    QByteArray text;
    text.reserve(bytes.size());
    qsizetype begin = 0;
    for (qsizetype i = 0; i < bytes.size();) {
        const auto byte = static_cast<uchar>(bytes[i]);
        if (byte >= 0x20 && byte < 0x7f) {
            ++i;
            continue;
        }
        const Character character = characterAt(bytes.sliced(i));
        if (!isKept(character)) {
            text.append(bytes.sliced(begin, i - begin));
            escape(text, character, bytes.sliced(i, character.size));
            begin = i + character.size;
        }
        i += character.size;
    }
    return text.append(bytes.sliced(begin));
}

bool isKeptInLine(const Character &character)
{
    return character.isValid && isShowable(character.code);
}

bool isKeptInText(const Character &character)
{
    return isKeptInLine(character) || character.code == '\n' || character.code == '\t';
}

void escapeBytes(QByteArray &text, const Character &, QByteArrayView bytes)
{
    for (const char c : bytes)
        text.append("\\x").append(QByteArray::number(static_cast<uchar>(c), 16).rightJustified(2, '0'));
}

void appendUnit(QByteArray &json, char16_t unit)
{
    json.append("\\u").append(QByteArray::number(uint(unit), 16).rightJustified(4, '0'));
}

void escapeForJson(QByteArray &json, const Character &character, QByteArrayView)
{
    if (!character.isValid) {
        appendUnit(json, QChar::ReplacementCharacter);
    } else if (QChar::requiresSurrogates(character.code)) {
        appendUnit(json, QChar::highSurrogate(character.code));
        appendUnit(json, QChar::lowSurrogate(character.code));
    } else {
        appendUnit(json, char16_t(character.code));
    }
}

} // namespace

QByteArray printable(QByteArrayView bytes)
{
    return escaped(bytes, isKeptInLine, escapeBytes);
}

QByteArray printableText(QByteArrayView bytes)
{
    return escaped(bytes, isKeptInText, escapeBytes);
}

QByteArray printableJson(QByteArrayView json)
{
    return escaped(json, isKeptInText, escapeForJson);
}

} // namespace hookbot
