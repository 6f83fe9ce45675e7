#include "app/desktop/rundesktop.h"

#include "app/desktop/desktopprogram.h"
#include "app/desktop/desktopserver.h"
#include "app/desktop/display.h"
#include "app/desktop/instancecommands.h"
#include "app/desktop/instanceserver.h"
#include "app/desktop/logtrouble.h"
#include "app/input/commanderror.h"
#include "app/output/accesslog.h"
#include "app/process/allocator.h"
#include "app/process/stopsignals.h"
#include "broker/locks/filelock.h"
#include "ui/text/translations.h"
#include "ui/userinterface.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtCore/QThread>
#include <QtWidgets/QApplication>

#include <iostream>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr auto PatienceWithKeyring = 5s;

/// Another process may just be starting or exiting: the number of attempts, and the pause between them.
constexpr int MostTriesToBeFirst = 100;
constexpr unsigned long BetweenTriesToBeFirst = 100; // ms

struct RunDesktopText
{
    Q_DECLARE_TR_FUNCTIONS(RunDesktop)
};

/// The lock of the one desktop program; null if another one is running, which now shows its window.
std::unique_ptr<FileLock> becomeFirst(const InstancePaths &place)
{
    QDir().mkpath(QFileInfo(place.lock).absolutePath());
    for (int tries = 0;; ++tries) {
        auto lock = FileLock::take(place.lock);
        if (lock)
            return *std::move(lock);
        const auto raised = askInstance(place, { QStringLiteral("raise"), {} });
        if (raised)
            return nullptr;
        if (tries == MostTriesToBeFirst) {
            throw CommandError(
                RunDesktopText::tr("hookbot cannot start (%1: %2), and the running hookbot does not answer (%3)")
                    .arg(place.lock, lock.error(), raised.error().text));
        }
        QThread::msleep(BetweenTriesToBeFirst);
    }
}

/// The command that starts this program again with the same options.
QStringList commandAgain(const DesktopOptions &options)
{
    QStringList command{ QCoreApplication::applicationFilePath() };
    if (!options.preferences.empty())
        command << QStringLiteral("--preferences") << options.preferencesFile();
    return command;
}

} // namespace

bool hasDesktop()
{
    return true;
}

int runDesktop(const GlobalOptions &global, const DesktopOptions &options, int &argc, char **argv)
{
    if (const QString fault = displayFault(); !fault.isEmpty())
        throw CommandError(fault);
    if (global.key.isGiven()) [[maybe_unused]]
        const auto key = orThrow(global.key.read(), "hookbot");
    tuneAllocator();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("hookbot"));
    QApplication::setApplicationVersion(QStringLiteral(HOOKBOT_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral(HOOKBOT_APPLICATION_ID)); // its icon and name on Wayland
    // The window decides what closing it means.
    QGuiApplication::setQuitOnLastWindowClosed(false);
    const Translations translations{ QLocale() };

    const QString preferencesFile = options.preferencesFile();
    const InstancePaths place = InstancePaths::of(preferencesFile);
    const auto lock = becomeFirst(place);
    if (!lock) {
        std::cout << RunDesktopText::tr("hookbot is already running; its window is now in front").toStdString()
                  << std::endl;
        return 0;
    }

    LineLog log(LineLog::styleOfStderr(), logLevelOf(global.logLevel));
    LineLog::handleQtMessages(&log);
    const auto restore = qScopeGuard([] { LineLog::handleQtMessages(nullptr); });
    AccessLog accessLog(log, Canary::Channel);
    LogTrouble logTrouble;
    PreferencesFile file(preferencesFile);
    KeyStore keys(global.key,
                  QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/hookbot"),
                  makeKeyring(), PatienceWithKeyring);
    BrokerRunner monitor;
    DesktopProgram program(file, commandAgain(options));
    DesktopServer server({ monitor, keys, file, program, { &accessLog, &logTrouble }, Clocks() });
    QObject::connect(&logTrouble, &LogTrouble::troubled, &server, &DesktopServer::noteLogTrouble);
    QObject::connect(&program, &Program::noticed, &server, [&log](const Notice &notice) {
        log.write(notice.severity == Notice::Severity::Trouble ? LogLevel::Warning : LogLevel::Info,
                  QByteArray(notice.title.toUtf8() + ": " + notice.text.toUtf8()));
        log.flush();
    });
    QObject::connect(&server, &DesktopServer::listening, &server, [&log](const QString &address) {
        log.write(LogLevel::Info, QByteArray("Listening on " + address.toUtf8()));
        log.flush();
    });
    QObject::connect(&monitor, &Monitor::statusChanged, &server,
                     [&log, before = QString()](const auto &status) mutable {
                         if (status.state == ServerStatus::State::Failed && before != status.trouble)
                             log.write(LogLevel::Error, status.trouble.toUtf8());
                         before = status.state == ServerStatus::State::Failed ? status.trouble : QString();
                     });

    const auto stopSignals = StopSignals::install();
    QObject::connect(stopSignals.get(), &StopSignals::stopAsked, &program, &DesktopProgram::quit);
    const auto reloaded = [&log](const QString &error) {
        log.write(error.isEmpty() ? LogLevel::Info : LogLevel::Warning,
                  error.isEmpty() ? QByteArray("The settings have been reloaded") : error.toUtf8());
        log.flush();
    };
    QObject::connect(stopSignals.get(), &StopSignals::reloadAsked, &server, [&] { server.reload(reloaded); });
    InstanceCommands commands(program, server, monitor);
    InstanceServer instance(place, [&commands](const auto &request, const InstanceServer::Answer &answer) {
        commands.handle(request, answer);
    });
    if (const auto started = instance.start(); !started)
        log.write(LogLevel::Warning, started.error().toUtf8());

    QSettings state(QFileInfo(preferencesFile).absolutePath() + QStringLiteral("/window.ini"), QSettings::IniFormat);
    QObject::connect(&application, &QGuiApplication::commitDataRequest, &state, &QSettings::sync, Qt::DirectConnection);
    const bool isFirstStart = server.load();
    UserInterface userInterface(monitor, server, program, state);
    userInterface.start(isFirstStart);
    server.start();
    const int status = QApplication::exec();
    log.write(LogLevel::Info, "Stopped");
    return status;
}

} // namespace hookbot
