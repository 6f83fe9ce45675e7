#include "printable.h"

#include <algorithm>

namespace hookbot {

namespace {

/// Runs of what is kept go over in one piece: the access log writes many lines.
template<typename IsEscaped>
QByteArray escaped(QByteArrayView bytes, IsEscaped isEscaped)
{
    QByteArray text;
    text.reserve(bytes.size());
    while (!bytes.isEmpty()) {
        const auto run = qsizetype(std::find_if(bytes.begin(), bytes.end(), isEscaped) - bytes.begin());
        text.append(bytes.first(run));
        bytes = bytes.sliced(run);
        if (!bytes.isEmpty()) {
            text.append("\\x").append(QByteArray::number(static_cast<uchar>(bytes.front()), 16).rightJustified(2, '0'));
            bytes = bytes.sliced(1);
        }
    }
    return text;
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
