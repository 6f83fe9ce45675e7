#include "broker/watching/newevent.h"

#include "broker/event/channel.h"
#include "broker/event/eventrules.h"
#include "broker/event/httptext.h"
#include "broker/http/endpoint.h"
#include "broker/http/target.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace hookbot {

namespace {

constexpr qsizetype LongestHead = qsizetype(64) * 1024; // of a request: protocol, section 3

struct NewEventText
{
    Q_DECLARE_TR_FUNCTIONS(NewEvent)
};

bool isPlainValue(QByteArrayView text)
{
    return text.trimmed().size() == text.size() && std::ranges::all_of(text, [](char c) {
               const auto byte = static_cast<uchar>(c);
               return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
           });
}

} // namespace

QByteArray pathOf(QByteArrayView verb, const QByteArray &channel)
{
    return ChannelName(channel).path(verb);
}

QString faultOfPath(const QByteArray &path)
{
    const auto target = Target::parse(path.toPercentEncoding("/"));
    if (target)
        return {};
    const QByteArray line = target.error().message; // `400 Bad Request: what is wrong`
    const qsizetype colon = line.indexOf(": ");
    return QString::fromUtf8(colon < 0 ? line : line.sliced(colon + 2));
}

tl::expected<Draft, QString> draftOf(const NewEvent &event)
{
    const QByteArray path = pathOf("pub", event.channel);
    if (event.channel.isEmpty() || event.channel == ChannelName::UnsafePrefix)
        return tl::unexpected(NewEventText::tr("Enter a channel."));
    if (const QString fault = faultOfPath(path); !fault.isEmpty())
        return tl::unexpected(NewEventText::tr("Not a valid channel: %1.").arg(fault));
    if (Endpoint::of("POST", path).channel != event.channel)
        return tl::unexpected(NewEventText::tr("Not a valid channel."));
    if (!isHttpToken(event.method))
        return tl::unexpected(NewEventText::tr("The method must be one word, such as POST."));
    if (!isQuery(event.query) || event.query.contains('#'))
        return tl::unexpected(NewEventText::tr("The query must be percent-encoded."));
    Draft draft;
    draft.channel = event.channel;
    draft.method = event.method;
    draft.query = event.query;
    Headers headers;
    for (const auto &[name, value] : event.headers) {
        if (!isHttpToken(name))
            return tl::unexpected(
                NewEventText::tr("\"%1\" is not a valid header name.").arg(QString::fromUtf8(name.left(40))));
        if (!isPlainValue(value)) {
            return tl::unexpected(
                NewEventText::tr("The header %1 has a control character, such as a line break, or spaces around it.")
                    .arg(QString::fromUtf8(name.left(40))));
        }
        headers.append(name, value);
    }
    if (headers.bytes().size() + event.query.size() > LongestHead)
        return tl::unexpected(NewEventText::tr("The headers are larger than 64 KiB."));
    draft.headers = withoutSecrets(headers);
    draft.body = event.body;
    draft.replayOf = { event.replayOf };
    draft.remote = LocalRemote;
    return draft;
}

} // namespace hookbot
