#include "app/commands/desktopcommand.h"

#include "app/desktop/instance.h"
#include "app/input/commanderror.h"
#include "app/output/printable.h"
#include "app/output/standardoutput.h"
#include "app/output/terminal.h"

namespace hookbot {

CLI::App *DesktopCommand::addTo(CLI::App &program)
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

int DesktopCommand::run(const GlobalOptions & /*global*/, int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList arguments;
    for (const std::string &value : m_values)
        arguments.append(QString::fromStdString(value));
    return sendToDesktop(m_desktop, QString::fromLatin1(m_name), arguments);
}

int sendToDesktop(const DesktopOptions &desktop, const QString &command, const QStringList &arguments)
{
    const auto answer = askInstance(InstancePaths::of(desktop.preferencesFile()), { command, arguments });
    if (!answer && !answer.error().isRunning) {
        throw CommandError(QCoreApplication::translate(
                               "DesktopCommand", "the desktop program is not running (%1): start it with hookbot; this "
                                                 "command does not reach a server that was started with hookbot serve")
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
