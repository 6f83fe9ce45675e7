#include "ui/text/format.h"

#include "broker/event/channel.h"
#include "broker/event/characters.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>

namespace hookbot {

namespace {

struct FormatText
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

QString escaped(char32_t character)
{
    if (character < 0x100)
        return QStringLiteral("\\x%1").arg(uint(character), 2, 16, QLatin1Char('0'));
    if (character < 0x10000)
        return QStringLiteral("\\u%1").arg(uint(character), 4, 16, QLatin1Char('0'));
    return QStringLiteral("\\U%1").arg(uint(character), 8, 16, QLatin1Char('0'));
}

QDateTime localTime(std::chrono::system_clock::time_point time)
{
    return QDateTime::fromMSecsSinceEpoch(
        std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count());
}

} // namespace

QString visible(QByteArrayView bytes, qsizetype longest)
{
    QString text;
    qsizetype shown = 0;
    for (qsizetype begin = 0; begin < bytes.size(); ++shown) {
        if (shown == longest)
            return text + QChar(0x2026);
        const Character character = characterAt(bytes.sliced(begin));
        if (character.isValid && isShowable(character.code))
            text += QChar::fromUcs4(character.code);
        else
            text += escaped(character.code); // for invalid UTF-8, the byte
        begin += character.size;
    }
    return text;
}

QString sizeText(qint64 bytes)
{
    if (bytes == 1) // QLocale has no singular
        return FormatText::tr("1 byte");
    return QLocale().formattedDataSize(bytes, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString timeText(std::chrono::system_clock::time_point time, std::chrono::system_clock::time_point now)
{
    const QDateTime then = localTime(time);
    const QDateTime today = localTime(now);
    if (then.date() == today.date())
        return then.toString(QStringLiteral("HH:mm:ss"));
    const bool isThisYear = then.date().year() == today.date().year();
    return QLocale().toString(then, isThisYear ? QStringLiteral("d MMM HH:mm") : QStringLiteral("d MMM yyyy HH:mm"));
}

QString exactTimeText(std::chrono::system_clock::time_point time)
{
    return localTime(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
}

QString durationText(std::chrono::seconds duration)
{
    using namespace std::chrono;
    if (duration < 60s)
        return FormatText::tr("%1 s").arg(duration.count());
    if (duration < 60min)
        return FormatText::tr("%1 min").arg(duration_cast<minutes>(duration).count());
    if (duration < 48h)
        return FormatText::tr("%1 h").arg(duration_cast<hours>(duration).count());
    return FormatText::tr("%n day(s)", nullptr, int(duration_cast<days>(duration).count()));
}

QString channelText(QByteArrayView channel)
{
    return visible(ChannelName(channel).withoutUnsafe());
}

QString channelLabel(QByteArrayView channel)
{
    const QString text = channelText(channel);
    return ChannelName(channel).isUnsafe() ? FormatText::tr("unsafe: %1").arg(text) : text;
}

} // namespace hookbot
