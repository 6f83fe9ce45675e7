#include "app/desktop/loginstart.h"

#include "app/files/replacedfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QStandardPaths>

namespace hookbot {

namespace {

struct LoginStartText
{
    Q_DECLARE_TR_FUNCTIONS(LoginStart)
};

/// Desktop Application Autostart Specification. Named like the desktop entry: a session tells programs apart by that.
QString autostartFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/autostart/" HOOKBOT_APPLICATION_ID ".desktop");
}

/// An argument as the Desktop Entry Specification wants it in Exec: quoted, and escaped a second time as a string.
QString execArgument(const QString &argument)
{
    QString quoted;
    for (const QChar character : argument) {
        if (QStringLiteral("\"`$\\").contains(character))
            quoted += QStringLiteral("\\\\");
        quoted += character == u'\\' ? QStringLiteral("\\\\") : QString(character);
        if (character == u'%')
            quoted += u'%';
    }
    return u'"' + quoted + u'"';
}

} // namespace

bool isStartedAtLogin()
{
    QFile file(autostartFile());
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = '\n' + file.read(100'000);
    return !text.contains("\nHidden=true") && !text.contains("\nX-GNOME-Autostart-enabled=false");
}

tl::expected<void, QString> setStartedAtLogin(bool isStarted, const QStringList &command)
{
    const QString path = autostartFile();
    if (!isStarted) {
        if (QFile::exists(path) && !QFile::remove(path))
            return tl::unexpected(LoginStartText::tr("cannot remove %1").arg(path));
        return {};
    }
    QStringList arguments;
    for (const QString &argument : command)
        arguments.append(execArgument(argument));
    const QByteArray text = "[Desktop Entry]\nType=Application\nName=hookbot\nIcon=" HOOKBOT_APPLICATION_ID
                            "\nTerminal=false\nExec=" +
                            arguments.join(u' ').toUtf8() + '\n';
    return replaceFile(path, text);
}

} // namespace hookbot
