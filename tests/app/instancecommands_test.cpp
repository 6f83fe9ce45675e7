#include "app/desktop/desktopprogram.h"
#include "app/desktop/desktopserver.h"
#include "app/desktop/instancecommands.h"
#include "broker/auth/token.h"
#include "tests/support/suite.h"

#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

/// What the desktop program answers to other processes of its user.
class InstanceCommandsTest : public QObject
{
    Q_OBJECT

private:
    using Reply = instancemessages::Reply;

    class NoKeyring final : public Keyring
    {
    public:
        [[nodiscard]] bool isPossible() const override { return false; }
        void read(Then then) override { then({}); }
        void write(const QByteArray & /*secret*/, Then then) override { then({}); }
    };

    struct Fixture
    {
        QTemporaryDir folder;
        KeyStore keys{ {}, folder.filePath(QStringLiteral("keys")), std::make_unique<NoKeyring>(), 5s };
        PreferencesFile file{ folder.filePath(QStringLiteral("preferences.json")) };
        BrokerRunner monitor;
        DesktopProgram program{ file, {} };
        DesktopServer server{ { monitor, keys, file, program, {}, {} } };
        InstanceCommands commands{ program, server, monitor };

        Fixture() { qputenv("XDG_DATA_HOME", folder.path().toUtf8()); }

        void start()
        {
            QTcpServer free;
            QVERIFY(free.listen(QHostAddress(QHostAddress::LocalHost)));
            ServerSettings settings;
            settings.bind = QStringLiteral("127.0.0.1:%1").arg(free.serverPort());
            free.close();
            QVERIFY(file.save(settings));
            QVERIFY(!server.load());
            server.start();
            QTRY_COMPARE_WITH_TIMEOUT(monitor.status().state, ServerStatus::State::Serving, Patience);
        }

        Reply ask(const char *command, const QStringList &arguments = {})
        {
            std::optional<Reply> reply;
            commands.handle({ QString::fromLatin1(command), arguments },
                            [&reply](const Reply &given) { reply = given; });
            [&reply] { QTRY_VERIFY_WITH_TIMEOUT(reply, Patience); }();
            return reply.value_or(Reply());
        }
    };

private Q_SLOTS:
    void cleanup() { qunsetenv("XDG_DATA_HOME"); }

    void anUnknownCommandIsRefused()
    {
        Fixture fixture;
        const Reply reply = fixture.ask("dance");
        QVERIFY(!reply.isDone);
        QVERIFY(!reply.text.isEmpty());
    }

    void withoutAServerWhatNeedsOneIsRefused()
    {
        Fixture fixture;
        QVERIFY(fixture.ask("status").isDone);
        for (const char *command : { "pause", "resume", "listeners", "disconnect", "key" }) {
            const Reply reply = fixture.ask(command, { QStringLiteral("1") });
            QVERIFY2(!reply.isDone, command);
            QVERIFY2(!reply.text.isEmpty(), command);
        }
    }

    void statusFollowsPauseAndResume()
    {
        Fixture fixture;
        fixture.start();
        QVERIFY(fixture.ask("status").text.startsWith(QStringLiteral("serving on 127.0.0.1:")));
        QVERIFY(fixture.ask("pause").isDone);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.ask("status").text.startsWith(QStringLiteral("paused on ")), Patience);
        QVERIFY(fixture.ask("resume").isDone);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.ask("status").text.startsWith(QStringLiteral("serving on ")), Patience);
    }

    void aListenerThatIsNotThereIsReported()
    {
        Fixture fixture;
        fixture.start();
        const Reply listeners = fixture.ask("listeners");
        QVERIFY(listeners.isDone);
        QVERIFY(listeners.text.isEmpty());
        QVERIFY(!fixture.ask("disconnect", { QStringLiteral("7") }).isDone);
        QVERIFY(!fixture.ask("disconnect", { QStringLiteral("seven") }).isDone);
        QVERIFY(!fixture.ask("replay-to", { QStringLiteral("1"), QStringLiteral("7") }).isDone);
    }

    void aTokenIsExplained()
    {
        Fixture fixture;
        fixture.start();
        const QString token = QString::fromLatin1(makeToken(fixture.keys.key(), "/pub/deploy"));
        QVERIFY(fixture.ask("explain-token", { token, QStringLiteral("/pub/deploy") }).isDone);
        QVERIFY(!fixture.ask("explain-token", { token, QStringLiteral("/sub/deploy") }).isDone);
    }

    void theKeyIsPrinted()
    {
        Fixture fixture;
        fixture.start();
        QCOMPARE(fixture.ask("key").text.toUtf8(), fixture.keys.key());
    }

    void anEditedFileIsApplied()
    {
        Fixture fixture;
        fixture.start();
        ServerSettings settings = fixture.server.settings();
        settings.maxBody = 4096;
        QVERIFY(PreferencesFile(fixture.file.path()).save(settings));
        QVERIFY(fixture.ask("reload").isDone);
        QCOMPARE(fixture.server.settings().maxBody, 4096);
        settings.maxBody = 0;
        QVERIFY(PreferencesFile(fixture.file.path()).save(settings));
        const Reply refused = fixture.ask("reload");
        QVERIFY(!refused.isDone);
        QVERIFY(refused.text.contains(QStringLiteral("maxBody")));
        QCOMPARE(fixture.server.settings().maxBody, 4096);
    }

    void theWindowIsRaisedUntilTheProgramQuits()
    {
        Fixture fixture;
        const QSignalSpy raised(&fixture.program, &Program::raised);
        const QSignalSpy quitAsked(&fixture.program, &DesktopProgram::quitAsked);
        QVERIFY(fixture.ask("raise").isDone);
        QCOMPARE(raised.size(), 1);
        QVERIFY(fixture.ask("quit").isDone);
        QTRY_COMPARE_WITH_TIMEOUT(quitAsked.size(), 1, Patience);
        QVERIFY(!fixture.ask("raise").isDone);
        QCOMPARE(raised.size(), 1);
    }
};

HOOKBOT_TEST(InstanceCommandsTest)
#include "instancecommands_test.moc"
