#include "ui/detail/curlcommand.h"

#include "ui/text/lines.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QStringDecoder>

namespace hookbot {

namespace {

/// Linux allows 128 KiB for one argument.
constexpr qsizetype LongestArgument = 100'000;

/// Headers that curl adds itself, or that were about the original connection.
const QByteArrayList CurlMakes{ "host",       "content-length",   "connection", "transfer-encoding",
                                "keep-alive", "accept-encoding",  "expect",     "upgrade",
                                "te",         "proxy-connection", "trailer" };

} // namespace

bool fitsCommandLine(const QByteArray &body)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString text = body.size() <= LongestArgument ? QString(decode(body)) : QString();
    return body.size() <= LongestArgument && !decode.hasError() && !body.contains('\0');
}

QString curlCommand(const EventDetail &event, const QString &url, const QString &bodyFile)
{
    QString target = url;
    if (!event.query.isEmpty())
        target += (target.contains(u'?') ? u'&' : u'?') + QString::fromUtf8(event.query);
    QStringList parts{
        QStringLiteral("curl -X %1 %2").arg(shellQuoted(QString::fromUtf8(event.summary.method)), curlUrl(target))
    };
    bool hasContentType = false;
    for (const auto &[name, value] : event.headers) {
        hasContentType = hasContentType || name.compare("content-type", Qt::CaseInsensitive) == 0;
        if (CurlMakes.contains(name.toLower()))
            continue;
        // curl sends `Name;` as a header without a value.
        const QByteArray header = value.isEmpty() ? name + ';' : name + ": " + value;
        parts += QStringLiteral("-H ") + shellQuoted(QString::fromUtf8(header));
    }
    if (!event.body.isEmpty()) {
        if (!hasContentType)
            parts += QStringLiteral("-H 'Content-Type:'"); // else curl sends the type of a form
        if (!fitsCommandLine(event.body))
            parts += QStringLiteral("--data-binary ") + shellQuoted(u'@' + bodyFile);
        else if (event.body.startsWith('@')) // curl would read it as the name of a file
            parts += QStringLiteral("--data-raw ") + shellQuoted(QString::fromUtf8(event.body));
        else
            parts += QStringLiteral("--data-binary ") + shellQuoted(QString::fromUtf8(event.body));
    }
    return parts.join(QStringLiteral(" \\\n  "));
}

} // namespace hookbot
