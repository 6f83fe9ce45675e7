#include "app/listening/exechandler.h"

#include "app/listening/shell.h"
#include "app/output/eventformat.h"
#include "app/output/printable.h"
#include "app/posting/retry.h"

#include <QtCore/QProcess>
#include <QtCore/QTimer>

namespace hookbot {

namespace {

const QString HeaderPrefix = QStringLiteral("HOOKBOT_HEADER_");

/// `X-GitHub-Event` becomes `X_GITHUB_EVENT`.
QString variableName(QByteArrayView header)
{
    QString name = QString::fromLatin1(header).toUpper();
    for (QChar &c : name) {
        if (!(c >= u'A' && c <= u'Z') && !(c >= u'0' && c <= u'9'))
            c = u'_';
    }
    return name;
}

QProcessEnvironment environmentOf(const Event &event)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // Headers that an outer `hookbot listen` has set belong to another event.
    for (const QString &name : environment.keys()) {
        if (name.startsWith(HeaderPrefix))
            environment.remove(name);
    }
    environment.remove(QStringLiteral("HOOKBOT_URL")); // its token is not for the command
    const auto set = [&environment](const char *name, const QByteArray &value) {
        environment.insert(QString::fromLatin1(name), QString::fromUtf8(value));
    };
    set("HOOKBOT_ID", event.id > EventId() ? event.id.toByteArray() : QByteArray());
    set("HOOKBOT_REPLAY_OF", event.replayOf > EventId() ? event.replayOf.toByteArray() : QByteArray());
    set("HOOKBOT_CHANNEL", event.channel);
    set("HOOKBOT_TIME", localTime(event).toUTC().toString(Qt::ISODateWithMs).toLatin1());
    set("HOOKBOT_METHOD", event.method);
    set("HOOKBOT_QUERY", event.query);
    set("HOOKBOT_REMOTE", event.remote);
    for (const auto &[name, value] : event.headers) {
        const QString variable = HeaderPrefix + variableName(name);
        const QString before = environment.value(variable);
        const QString text = QString::fromUtf8(value);
        environment.insert(variable, before.isEmpty() ? text : before + QStringLiteral(", ") + text);
    }
    return environment;
}

} // namespace

/// The command and one event, from the first try to the last.
class ExecHandler::Run : public QObject
{
public:
    Run(ExecHandler &handler, EventPtr event, Done done)
        : QObject(&handler),
          m_handler(handler),
          m_event(std::move(event)),
          m_done(std::move(done))
    {
        m_process.setProcessChannelMode(QProcess::ForwardedChannels);
        m_process.setProcessEnvironment(environmentOf(*m_event));
        connect(&m_process, &QProcess::finished, this, &Run::ended);
        connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                failed(m_process.errorString().toUtf8());
        });
        m_again.setSingleShot(true);
        connect(&m_again, &QTimer::timeout, this, &Run::begin);
    }

    void begin()
    {
        prepareShell(m_process, m_handler.m_command);
        m_process.start();
        m_process.write(m_event->body);
        m_process.closeWriteChannel();
    }

    void stop()
    {
        if (m_again.isActive())
            end(Handling::Abandoned);
    }

    void kill() { killShell(m_process); }

private:
    void ended(int exitCode, QProcess::ExitStatus status)
    {
        if (status != QProcess::NormalExit)
            failed("the command was killed");
        else if (exitCode != 0)
            failed("the command ended with status " + QByteArray::number(exitCode));
        else
            end(Handling::Done);
    }

    void failed(const QByteArray &why)
    {
        const QByteArray what = printable(m_event->channel) +
                                (m_event->id > EventId() ? " " + m_event->id.toByteArray() : QByteArray()) + ": " + why;
        if (!m_handler.m_isRetried) {
            m_handler.m_log.write(LogLevel::Warning, what);
            end(Handling::Failed);
        } else if (m_handler.m_isStopped) {
            m_handler.m_log.write(LogLevel::Warning, what);
            end(Handling::Abandoned);
        } else {
            const auto pause = nextTry(m_backoff);
            m_handler.m_log.write(LogLevel::Warning, what + "; " + againIn(pause));
            m_again.start(pause);
        }
    }

    void end(Handling outcome)
    {
        m_handler.m_runs.erase(this);
        deleteLater(); // called from a signal of the process
        m_done(outcome);
    }

    ExecHandler &m_handler;
    EventPtr m_event;
    Done m_done;
    QProcess m_process;
    QTimer m_again;
    listen::Backoff m_backoff;
};

ExecHandler::ExecHandler(QString command, bool isRetried, LineLog &log)
    : m_command(std::move(command)),
      m_isRetried(isRetried),
      m_log(log)
{
}

ExecHandler::~ExecHandler()
{
    qDeleteAll(m_runs); // they use this object, which must still be whole
}

void ExecHandler::handle(const EventPtr &event, Done done)
{
    auto *run = new Run(*this, event, std::move(done));
    m_runs.insert(run);
    run->begin();
}

void ExecHandler::stop()
{
    m_isStopped = true;
    for (Run *run : std::set(m_runs))
        run->stop();
}

void ExecHandler::kill()
{
    for (Run *run : std::set(m_runs))
        run->kill();
}

} // namespace hookbot
