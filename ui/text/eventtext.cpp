#include "ui/text/eventtext.h"

#include "ui/text/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

namespace hookbot {

namespace {

struct EventText
{
    Q_DECLARE_TR_FUNCTIONS(EventText)
};

constexpr qsizetype LongestField = 200;

} // namespace

QString deliveredMark(const EventSummary &event)
{
    if (!event.deliveredTo)
        return QStringLiteral("\u2013");
    return *event.deliveredTo == 0 ? QStringLiteral("0") : QStringLiteral("%1 \u2713").arg(*event.deliveredTo);
}

QString deliveredSentence(const EventSummary &event)
{
    if (!event.deliveredTo)
        return EventText::tr("deliveries unknown");
    if (*event.deliveredTo == 0)
        return EventText::tr("delivered to no listener");
    return EventText::tr("delivered to %n listener(s)", nullptr, *event.deliveredTo);
}

QString kindText(const EventSummary &event)
{
    return event.kind.isEmpty() ? visible(event.method, LongestField) : visible(event.kind.toUtf8(), LongestField);
}

QString eventLine(const EventSummary &event)
{
    QString line = visible(event.text.toUtf8());
    if (line.isEmpty())
        line = event.contentType.isEmpty() ? EventText::tr("no content type") : visible(event.contentType);
    if (event.replayOf == 0)
        return line;
    return EventText::tr("\u21bb replay of %1").arg(event.replayOf) + QStringLiteral(" \u00b7 ") + line;
}

QString eventSentence(const EventSummary &event)
{
    QStringList parts{ timeText(event.time, std::chrono::system_clock::now()), channelLabel(event.channel),
                       kindText(event) };
    if (event.replayOf != 0)
        parts += EventText::tr("replay of %1").arg(event.replayOf);
    if (!event.text.isEmpty())
        parts += visible(event.text.toUtf8());
    parts += sizeText(event.size);
    parts += deliveredSentence(event);
    return parts.join(QStringLiteral(", "));
}

QString eventToolTip(const EventSummary &event)
{
    const QStringList lines{
        exactTimeText(event.time),
        channelLabel(event.channel),
        EventText::tr("id %1").arg(event.id),
        EventText::tr("from %1").arg(visible(event.remote, LongestField)),
        QStringLiteral("%1 %2").arg(visible(event.method, LongestField), visible(event.contentType, LongestField)),
        deliveredSentence(event),
    };
    // As rich text with everything escaped: untrusted text could make Qt guess rich text.
    return QStringLiteral("<p style='white-space:pre'>%1</p>").arg(lines.join(u'\n').toHtmlEscaped());
}

} // namespace hookbot
