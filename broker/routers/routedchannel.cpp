#include "broker/routers/routedchannel.h"

#include "broker/event/channel.h"

#include <algorithm>

namespace hookbot {

namespace {

/// What a path may have, less the `/unsafe/pub/` or `/pub/` that stands before a channel's name.
constexpr qsizetype LongestPath = 2048;
constexpr int MostSegments = 32;
constexpr QByteArrayView PublishPrefix = "/pub/";

/// C0, DEL and, in UTF-8, C1.
bool isControl(QByteArrayView text, qsizetype at)
{
    const auto c = static_cast<uchar>(text[at]);
    const bool isC1 = c == 0xc2 && at + 1 < text.size() && static_cast<uchar>(text[at + 1]) < 0xa0;
    return c < 0x20 || c == 0x7f || isC1;
}

void appendEncoded(QByteArray &text, char c)
{
    constexpr const char *Digits = "0123456789ABCDEF";
    const auto byte = static_cast<uchar>(c);
    text.append('%').append(Digits[byte >> 4]).append(Digits[byte & 0xf]);
}

} // namespace

QByteArray segmentOf(QByteArrayView value)
{
    const bool isDots = value == "." || value == "..";
    QByteArray segment;
    segment.reserve(value.size());
    for (qsizetype i = 0; i < value.size(); ++i) {
        const bool isC1 = static_cast<uchar>(value[i]) >= 0x80 && isControl(value, i);
        if (isDots || value[i] == '/' || value[i] == '%' || isControl(value, i))
            appendEncoded(segment, value[i]);
        else
            segment.append(value[i]);
        if (isC1)
            appendEncoded(segment, value[++i]); // the other half of the character
    }
    return segment;
}

bool isGoodChannel(QByteArrayView channel)
{
    const bool isUnsafe = ChannelName(channel).isUnsafe();
    if (channel.size() + PublishPrefix.size() - (isUnsafe ? 1 : 0) > LongestPath || !channel.isValidUtf8())
        return false;
    if (isUnsafe && !channel.startsWith(ChannelName::UnsafePrefix))
        return false;
    for (qsizetype i = 0; i < channel.size(); ++i) {
        if (isControl(channel, i))
            return false;
    }
    QByteArrayView rest = ChannelName(channel).withoutUnsafe();
    int segments = isUnsafe ? 2 : 1; // of the path: `/unsafe/pub/` or `/pub/`
    for (;;) {
        const qsizetype slash = rest.indexOf('/');
        const QByteArrayView segment = slash < 0 ? rest : rest.first(slash);
        if (segment.isEmpty() || segment == "." || segment == ".." || ++segments > MostSegments)
            return false;
        if (slash < 0)
            return true;
        rest = rest.sliced(slash + 1);
    }
}

} // namespace hookbot
