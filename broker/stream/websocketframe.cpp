#include "broker/stream/websocketframe.h"

#include <QtCore/QtEndian>

namespace hookbot {

namespace {

constexpr qsizetype LongestHeader = 10;

void appendHeader(QByteArray &frame, FrameKind kind, qint64 length)
{
    constexpr char Final = char(0x80);
    frame.append(char(Final | char(kind)));
    const auto appendNumber = [&frame](auto number) {
        const auto bigEndian = qToBigEndian(number);
        frame.append(reinterpret_cast<const char *>(&bigEndian), sizeof bigEndian);
    };
    if (length < 126) {
        frame.append(char(length));
    } else if (length <= 0xffff) {
        frame.append(char(126));
        appendNumber(quint16(length));
    } else {
        frame.append(char(127));
        appendNumber(quint64(length));
    }
}

} // namespace

QByteArray makeFrame(FrameKind kind, std::initializer_list<QByteArrayView> parts)
{
    qsizetype length = 0;
    for (const QByteArrayView part : parts)
        length += part.size();

    QByteArray frame;
    frame.reserve(LongestHeader + length);
    appendHeader(frame, kind, length);
    for (const QByteArrayView part : parts)
        frame.append(part);
    return frame;
}

QByteArray frameHeader(FrameKind kind, qint64 length)
{
    QByteArray header;
    header.reserve(LongestHeader);
    appendHeader(header, kind, length);
    return header;
}

} // namespace hookbot
