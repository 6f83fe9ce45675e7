#include "app/listening/printhandler.h"

#include "app/output/eventformat.h"
#include "app/output/prettyjson.h"
#include "app/output/printable.h"
#include "broker/stream/eventjson.h"

namespace hookbot {

void PrintHandler::handle(const EventPtr &event, Done done)
{
    done(print(text(*event)) ? Handling::Done : Handling::Abandoned);
}

QByteArray PrintHandler::text(const Event &event) const
{
    const auto shown = [this](const QByteArray &bytes) { return m_style.isEscaped ? printableText(bytes) : bytes; };
    switch (m_style.form) {
    case Style::Form::Pretty:
        return pretty(event);
    case Style::Form::Json:
        return (m_style.isEscaped ? printableJson(eventJson(event)) : eventJson(event)) + m_style.end;
    case Style::Form::Topic:
        return shown(event.channel + ' ' + event.body) + m_style.end;
    case Style::Form::Body:
        break;
    }
    return shown(event.body) + m_style.end;
}

QByteArray PrintHandler::pretty(const Event &event) const
{
    QByteArray head = localTime(event).toString(u"HH:mm:ss").toLatin1() + "  " + printable(event.channel) + "  " +
                      kindOf(event) + "  " + QByteArray::number(event.body.size()) + " bytes";
    if (event.id > EventId())
        head += "  id " + event.id.toByteArray();
    if (event.replayOf > EventId())
        head += "  replay of " + event.replayOf.toByteArray();
    if (m_style.colours)
        head = "\033[1m" + head + "\033[0m";
    std::optional<QByteArray> json = prettyJson(printableJson(event.body), m_style.colours);
    const QByteArray body = json ? *std::move(json) : printableText(event.body);
    return head + '\n' + body + (body.endsWith('\n') ? "\n" : "\n\n");
}

} // namespace hookbot
