#include "broker/event/characters.h"

#include <QtCore/QChar>

namespace hookbot {

Character characterAt(QByteArrayView bytes)
{
    const auto byteAt = [&bytes](qsizetype index) { return static_cast<uchar>(bytes[index]); };
    const uchar lead = byteAt(0);
    if (lead < 0x80)
        return { lead, 1, true };
    const qsizetype size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || bytes.size() < size)
        return { lead, 1, false };
    char32_t code = lead & (0x7fU >> size);
    for (qsizetype index = 1; index < size; ++index) {
        if ((byteAt(index) & 0xc0U) != 0x80)
            return { lead, 1, false };
        code = code << 6U | (byteAt(index) & 0x3fU);
    }
    constexpr char32_t least[] = { 0x80, 0x800, 0x10000 };
    if (code < least[size - 2] || code > QChar::LastValidCodePoint || QChar::isSurrogate(code))
        return { lead, 1, false };
    return { code, size, true };
}

bool isShowable(char32_t code)
{
    if (code < 0x7f)
        return code >= 0x20;
    switch (QChar::category(code)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default:
        break;
    }
    // Letters and marks by their category that are never seen; of planes 14 and up there are no others.
    const bool isFiller = code == 0x115f || code == 0x1160 || code == 0x3164 || code == 0xffa0 || code == 0x034f ||
                          code == 0x17b4 || code == 0x17b5 || (code >= 0x180b && code <= 0x180f);
    return !isFiller && code < 0xe0000;
}

} // namespace hookbot
