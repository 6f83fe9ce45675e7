#include "app/commands/replay.h"

#include "app/commands/desktopcommand.h"
#include "app/desktop/rundesktop.h"
#include "app/input/commanderror.h"
#include "app/input/urlbase.h"
#include "app/output/printable.h"
#include "app/output/standardoutput.h"
#include "app/posting/bodyreadonce.h"
#include "app/posting/eventrequest.h"
#include "app/posting/publishrequest.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>

namespace hookbot {

namespace {

constexpr qsizetype LongestReplayError = 300; // bytes of a refusal; a proxy's may be a whole page

} // namespace

CLI::App *ReplayCommand::addTo(CLI::App &program)
{
    CLI::App *replay =
        program.add_subcommand("replay", "Replay a stored event: publish it again, or send it to one listener or URL");
    replay->add_option("id", m_id, "Id of the event, as printed by hookbot events list")->required()->type_name("ID");
    replay->add_option("--to", m_to, "Send the event to this URL as it was published, instead of publishing it again")
        ->type_name("URL");
    if (hasDesktop()) {
        replay
            ->add_option("--to-listener", m_listener,
                         "Send the event only to this listener of the desktop program: its number, as printed by "
                         "hookbot listeners")
            ->excludes("--to")
            ->type_name("LISTENER");
    }
    replay->add_option("-U,--url-base", m_urlBase, "Base URL of the server that publishes it (HOOKBOT_URL_BASE)")
        ->default_str("http://localhost:8080")
        ->type_name("URL");
    m_location.addTo(*replay, "Log to read: sqlite:PATH (default: the log of hookbot serve)");
    return replay;
}

/// The request to publish an event of the server's own log, without a body.
QNetworkRequest ReplayCommand::toServer(const Event &event, const GlobalOptions &global) const
{
    const QUrl base =
        orThrow(parseUrlBase(m_urlBase.empty() ? defaultUrlBase() : QString::fromStdString(m_urlBase)), "--url-base");
    QNetworkRequest request = publishRequest(base, event.channel, orThrow(global.key.read(), "replay"));
    QUrl url = request.url();
    url.setQuery(QStringLiteral("replay=") + QString::fromStdString(m_id));
    request.setUrl(url);
    return request;
}

QNetworkRequest ReplayCommand::toOther(const Event &event) const
{
    const auto url = parseHttpUrl(m_to);
    if (!url)
        throw CommandError(tr("--to: %1 is not an http or https URL").arg(QString::fromStdString(m_to)));
    return eventRequest(*url, event);
}

int ReplayCommand::run(const GlobalOptions &global, int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!m_listener.empty())
        return sendToDesktop(m_desktop, QStringLiteral("replay-to"),
                             { QString::fromStdString(m_id), QString::fromStdString(m_listener) });
    const EventPtr event = m_location.find(m_id);
    const bool isToServer = m_to.empty();
    QNetworkRequest request = isToServer ? toServer(*event, global) : toOther(*event);
    BodyReadOnce body(isToServer ? QByteArray() : event->body);
    announceBody(request, isToServer ? 0 : event->body.size());

    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(
        network.sendCustomRequest(request, isToServer || event->method.isEmpty() ? "POST" : event->method, &body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();

    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString where = request.url().toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    if (status == 0)
        throw CommandError(QStringLiteral("%1: %2").arg(where, reply->errorString()));
    if (!isSuccess(status))
        throw CommandError(tr("%1 answered %2: %3")
                               .arg(where)
                               .arg(status)
                               .arg(QString::fromUtf8(printable(reply->read(LongestReplayError).trimmed()))));
    const QByteArray id = printable(reply->rawHeader("X-Hookbot-Event-Id"));
    StandardOutput::write(isToServer && !id.isEmpty()
                              ? "published again as " + id + ", to " +
                                    printable(reply->rawHeader("X-Hookbot-Listeners")) + " listeners\n"
                              : where.toUtf8() + " answered " + QByteArray::number(status) + '\n');
    StandardOutput::flush();
    return 0;
}

} // namespace hookbot
