#include "app/desktop/loginstart.h"
#include "tests/support/suite.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace hookbot;

/// Where the desktops of others judge the file: theirs are desktop-file-validate and gio.
class LoginStartTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString entry() const { return m_folder->filePath(QStringLiteral("autostart/" HOOKBOT_APPLICATION_ID ".desktop")); }

    static QByteArray output(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        if (!process.waitForFinished(Patience))
            return process.errorString().toUtf8();
        return process.readAll();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_folder->path().toUtf8());
    }

    void cleanup() { qunsetenv("XDG_CONFIG_HOME"); }

    void isChosenAndLeft()
    {
        QVERIFY(!isStartedAtLogin());
        QVERIFY(setStartedAtLogin(true, { QStringLiteral("/usr/bin/hookbot") }));
        QVERIFY(isStartedAtLogin());
        QVERIFY(setStartedAtLogin(false, {}));
        QVERIFY(!isStartedAtLogin());
        QVERIFY(!QFile::exists(entry()));
        QVERIFY(setStartedAtLogin(false, {}));
    }

    void isLeftInTheDesktopsOwnSettings()
    {
        QVERIFY(setStartedAtLogin(true, { QStringLiteral("/usr/bin/hookbot") }));
        QFile file(entry());
        QVERIFY(file.open(QIODevice::Append));
        file.write("X-GNOME-Autostart-enabled=false\n");
        file.close();
        QVERIFY(!isStartedAtLogin());
    }

    void runsWhatItWasGivenWhateverIsInIt()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("gio")).isEmpty())
            QSKIP("there is no gio (Debian: libglib2.0-bin)");
        const QString heard = m_folder->filePath(QStringLiteral("heard"));
        const QString program = m_folder->filePath(QStringLiteral("a \"program\" of $HOME\\x"));
        QFile script(program);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\nprintf '<%s>' \"$@\" >" + heard.toUtf8() + ".new && mv " + heard.toUtf8() + ".new " +
                     heard.toUtf8() + '\n');
        script.close();
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::ExeOwner));

        QVERIFY(setStartedAtLogin(
            true, { program, QStringLiteral("--preferences"), QStringLiteral("/home/`me`/50% of $5 \\ \"x\".json") }));
        QCOMPARE(output(QStringLiteral("desktop-file-validate"), { entry() }), QByteArray());
        QCOMPARE(output(QStringLiteral("gio"), { QStringLiteral("launch"), entry() }), QByteArray());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(heard), Patience);
        QFile file(heard);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("<--preferences></home/`me`/50% of $5 \\ \"x\".json>"));
    }
};

HOOKBOT_TEST(LoginStartTest)

#include "loginstart_test.moc"
