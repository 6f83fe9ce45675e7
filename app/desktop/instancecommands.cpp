#include "app/desktop/instancecommands.h"

#include "app/desktop/desktopprogram.h"
#include "app/desktop/desktopserver.h"
#include "app/output/printable.h"
#include "broker/watching/brokerrunner.h"

#include <QtCore/QDateTime>

#include <algorithm>

namespace hookbot {

namespace {

struct InstanceCommandsText
{
    Q_DECLARE_TR_FUNCTIONS(InstanceCommands)
};

QString healthText(const Health &health)
{
    switch (health.state) {
    case Health::State::Unknown:
        break;
    case Health::State::Healthy:
        return InstanceCommandsText::tr("healthy");
    case Health::State::Unwell:
        return InstanceCommandsText::tr("unhealthy: %1").arg(health.reason);
    }
    return InstanceCommandsText::tr("health unknown");
}

QString statusLine(const ServerStatus &status)
{
    const auto running = [&status](const QString &state) {
        return QStringLiteral("%1; %2; %3; %4")
            .arg(state, InstanceCommandsText::tr("listeners: %1").arg(status.listeners),
                 InstanceCommandsText::tr("events today: %1").arg(status.eventsToday), healthText(status.health));
    };
    switch (status.state) {
    case ServerStatus::State::Starting:
        break;
    case ServerStatus::State::Serving:
        return running(InstanceCommandsText::tr("serving on %1").arg(status.address));
    case ServerStatus::State::Paused:
        return running(InstanceCommandsText::tr("paused on %1").arg(status.address));
    case ServerStatus::State::Failed:
        return InstanceCommandsText::tr("failed: %1").arg(status.trouble);
    }
    return InstanceCommandsText::tr("starting");
}

/// The maximum size of an answer: there can be many listeners, with long names.
constexpr qsizetype LongestAnswerText = qsizetype(1) * 1024 * 1024;

/// The lines that fit into an answer, and the number of the others.
class AnswerLines
{
public:
    void add(const QString &line)
    {
        if (m_more > 0 || m_text.size() + line.size() > LongestAnswerText) {
            ++m_more;
            return;
        }
        m_text += (m_text.isEmpty() ? QString() : QStringLiteral("\n")) + line;
    }

    [[nodiscard]] QString text() const
    {
        return m_more == 0 ? m_text : m_text + u'\n' + InstanceCommandsText::tr("and %1 more").arg(m_more);
    }

private:
    QString m_text;
    qint64 m_more = 0;
};

/// A row of a table, like those of `hookbot events list`.
QString listenerLine(const ListenerStatus &listener)
{
    const auto since = std::chrono::floor<std::chrono::milliseconds>(listener.since).time_since_epoch();
    const QByteArray channel = listener.channel.isEmpty() ? QByteArray("(all channels)") : listener.channel;
    const QString state =
        listener.behind == 0
            ? InstanceCommandsText::tr("%1 delivered").arg(listener.delivered)
            : InstanceCommandsText::tr("%1 delivered, %2 behind").arg(listener.delivered).arg(listener.behind);
    QStringList columns{ QString::number(listener.id), QString::fromUtf8(printable(channel)),
                         QString::fromUtf8(printable(listener.remote)),
                         QDateTime::fromMSecsSinceEpoch(since.count()).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")),
                         state };
    if (!listener.program.isEmpty())
        columns.append(QString::fromUtf8(printable(listener.program)));
    return columns.join(QStringLiteral("  "));
}

} // namespace

void InstanceCommands::handle(const instancemessages::Request &request, const InstanceServer::Answer &answer)
{
    const auto number = [&request](qsizetype argument) { return request.arguments.value(argument).toLongLong(); };
    const QString &command = request.command;
    if (command == u"raise")
        answer(raise());
    else if (command == u"status")
        answer({ true, statusLine(m_monitor.status()) });
    else if (command == u"quit")
        answer(quit());
    else if (command == u"pause" || command == u"resume")
        answer(setPaused(command == u"pause"));
    else if (command == u"listeners")
        listListeners(answer);
    else if (command == u"disconnect")
        disconnectListener(number(0), answer);
    else if (command == u"replay-to")
        replayTo(number(0), number(1), answer);
    else if (command == u"explain-token")
        explainToken(request.arguments.value(0), request.arguments.value(1), answer);
    else if (command == u"reload")
        reload(answer);
    else if (command == u"key")
        answer(key());
    else
        answer({ false, tr("the running hookbot does not know this command: it may be an older version") });
}

/// While it quits, a process that was started waits for its end and then takes its place.
instancemessages::Reply InstanceCommands::raise()
{
    if (m_program.isQuitting())
        return { false, tr("hookbot is quitting") };
    m_program.raise();
    return { true, {} };
}

instancemessages::Reply InstanceCommands::quit()
{
    QMetaObject::invokeMethod(&m_program, &DesktopProgram::quit, Qt::QueuedConnection);
    return { true, tr("ending") };
}

instancemessages::Reply InstanceCommands::notRunning() const
{
    return { false, tr("the server is not running: %1").arg(statusLine(m_monitor.status())) };
}

instancemessages::Reply InstanceCommands::setPaused(bool isPaused)
{
    if (!m_monitor.isRunning())
        return notRunning();
    m_monitor.setPaused(isPaused);
    return { true, isPaused ? tr("paused: publishers get 503") : tr("resumed") };
}

instancemessages::Reply InstanceCommands::key() const
{
    const ServerControl::KeyAnswer answer = m_server.key();
    if (answer.key.isEmpty() && answer.error.isEmpty()) // the keyring has not answered yet
        return { false, statusLine(m_monitor.status()) };
    return { answer.error.isEmpty(), answer.error.isEmpty() ? QString::fromUtf8(answer.key) : answer.error };
}

void InstanceCommands::listListeners(const InstanceServer::Answer &answer)
{
    if (!m_monitor.isRunning()) {
        answer(notRunning());
        return;
    }
    m_monitor.findListeners(this, [answer](const QList<ListenerStatus> &listeners) {
        AnswerLines lines;
        for (const ListenerStatus &listener : listeners)
            lines.add(listenerLine(listener));
        answer({ true, lines.text() });
    });
}

void InstanceCommands::disconnectListener(qint64 listener, const InstanceServer::Answer &answer)
{
    if (!m_monitor.isRunning()) {
        answer(notRunning());
        return;
    }
    m_monitor.findListeners(this, [this, listener, answer](const QList<ListenerStatus> &listeners) {
        if (std::ranges::find(listeners, listener, &ListenerStatus::id) == listeners.end()) {
            answer({ false, tr("there is no listener %1: list them with hookbot listeners").arg(listener) });
            return;
        }
        m_monitor.disconnectListener(listener);
        answer({ true, tr("disconnected; most programs reconnect by themselves") });
    });
}

void InstanceCommands::replayTo(qint64 event, qint64 listener, const InstanceServer::Answer &answer)
{
    m_monitor.replayTo(event, listener, this, [answer](const Outcome &outcome) {
        answer({ outcome.error.isEmpty(), outcome.error.isEmpty() ? tr("replayed to the listener") : outcome.error });
    });
}

void InstanceCommands::explainToken(const QString &text, const QString &path, const InstanceServer::Answer &answer)
{
    m_monitor.explainToken(text, path, this, [answer](const TokenExplanation &explanation) {
        AnswerLines lines;
        lines.add(explanation.why);
        for (const QByteArray &channel : explanation.channels)
            lines.add(QString::fromUtf8(printable(channel)));
        answer({ explanation.isGood, lines.text() });
    });
}

void InstanceCommands::reload(const InstanceServer::Answer &answer)
{
    m_server.reload([answer](const QString &error) {
        answer({ error.isEmpty(), error.isEmpty() ? tr("the settings in the file have been applied") : error });
    });
}

} // namespace hookbot
