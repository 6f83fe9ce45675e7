#include "printable.h"

namespace hookbot {

namespace {

/// How many bytes are escaped from here on: a control character, also one of the second set (U+0080 to U+009F, two
/// bytes of UTF-8), which terminals obey like the first.
template<typename IsControl>
qsizetype controlAt(QByteArrayView bytes, IsControl isControl)
{
    if (isControl(bytes.front()))
        return 1;
    const bool isSecondSet = bytes.size() > 1 && bytes[0] == '\xc2' && static_cast<uchar>(bytes[1]) >= 0x80 &&
                             static_cast<uchar>(bytes[1]) < 0xa0;
    return isSecondSet ? 2 : 0;
}

/// Runs of what is kept go over in one piece: the access log writes many lines.
template<typename IsControl>
QByteArray escaped(QByteArrayView bytes, IsControl isControl)
{
    QByteArray text;
    text.reserve(bytes.size());
    qsizetype begin = 0;
    for (qsizetype i = 0; i < bytes.size();) {
        const qsizetype count = controlAt(bytes.sliced(i), isControl);
        if (count == 0) {
            ++i;
            continue;
        }
        text.append(bytes.sliced(begin, i - begin));
        for (const char c : bytes.sliced(i, count))
            text.append("\\x").append(QByteArray::number(static_cast<uchar>(c), 16).rightJustified(2, '0'));
        i += count;
        begin = i;
    }
    return text.append(bytes.sliced(begin));
}

bool isControl(char c)
{
    return static_cast<uchar>(c) < 0x20 || c == 0x7f;
}

} // namespace

QByteArray printable(QByteArrayView bytes)
{
    return escaped(bytes, isControl);
}

QByteArray printableText(QByteArrayView bytes)
{
    return escaped(bytes, [](char c) { return isControl(c) && c != '\n' && c != '\t'; });
}

} // namespace hookbot
