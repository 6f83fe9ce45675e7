#include "app/version.h"

#include "app/desktop/rundesktop.h"
#include "broker/log/sqlitefile.h"

#include <QtCore/QCoreApplication>
#include <QtNetwork/QSslSocket>

namespace hookbot {

std::string versionText()
{
    char name[] = "hookbot";
    char *arguments[] = { name, nullptr };
    int count = 1;
    const QCoreApplication application(count, arguments); // finds Qt's plugins

    const QString sqlite = SqliteFile::libraryVersion();
    const QString tls = QSslSocket::sslLibraryVersionString();
    const QString text =
        QStringLiteral("hookbot %1\n"
                       "Qt %2, built with %3\n"
                       "%4\n"
                       "%5\n"
                       "Built by %6, %7 the desktop program")
            .arg(QStringLiteral(HOOKBOT_VERSION), QString::fromLatin1(qVersion()), QStringLiteral(QT_VERSION_STR),
                 sqlite.isEmpty() ? QStringLiteral("No SQLite: Qt's driver for it is missing")
                                  : QStringLiteral("SQLite ") + sqlite,
                 tls.isEmpty() ? QStringLiteral("No TLS: Qt's backend for it is missing") : tls,
                 QStringLiteral(HOOKBOT_BUILD), hasDesktop() ? QStringLiteral("with") : QStringLiteral("without"));
    return text.toStdString();
}

} // namespace hookbot
