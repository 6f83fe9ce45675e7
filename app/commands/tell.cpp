#include "app/commands/tell.h"

#include "app/desktop/instance.h"
#include "app/input/commanderror.h"
#include "app/output/printable.h"
#include "app/output/standardoutput.h"
#include "app/output/terminal.h"

namespace hookbot {

CLI::App *TellCommand::addTo(CLI::App &program)
{
    CLI::App *tell = program.add_subcommand(m_name, m_what);
    for (size_t index = 0; index < m_arguments.size(); ++index) {
        const Argument &argument = m_arguments[index];
        tell->add_option(QByteArray(argument.name).toLower().toStdString(), m_values[index], argument.what)
            ->required(argument.isRequired)
            ->type_name(argument.name);
    }
    return tell;
}

int TellCommand::run(const GlobalOptions & /*global*/, int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList arguments;
    for (const std::string &value : m_values)
        arguments.append(QString::fromStdString(value));
    return tellDesktop(m_desktop, QString::fromLatin1(m_name), arguments);
}

int tellDesktop(const DesktopOptions &desktop, const QString &command, const QStringList &arguments)
{
    const auto answer = tellInstance(InstancePlace::of(desktop.preferencesFile()), { command, arguments });
    if (!answer && !answer.error().isRunning) {
        throw CommandError(QCoreApplication::translate(
                               "TellCommand",
                               "no desktop program of yours is running (%1): hookbot starts it; a server that was "
                               "started with hookbot serve is not reached this way")
                               .arg(answer.error().text));
    }
    if (!answer)
        throw CommandError(answer.error().text);
    if (!answer->isEmpty())
        StandardOutput::write((stdoutIsTerminal() ? printableText(answer->toUtf8()) : answer->toUtf8()) + '\n');
    StandardOutput::flush();
    return 0;
}

} // namespace hookbot
