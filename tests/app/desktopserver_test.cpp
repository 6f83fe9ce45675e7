#include "app/desktop/desktopserver.h"
#include "broker/auth/token.h"
#include "tests/support/suite.h"

#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

class AbsentKeyring final : public Keyring
{
public:
    [[nodiscard]] bool isPossible() const override { return false; }
    void read(Then then) override { then({}); }
    void write(const QByteArray & /*secret*/, Then then) override { then({}); }
};

} // namespace

/// The desktop program without its window, over real sockets.
class DesktopServerTest : public QObject
{
    Q_OBJECT

private:
    struct Fixture
    {
        QTemporaryDir folder;
        KeyStore keys{ {}, folder.filePath(QStringLiteral("keys")), std::make_unique<AbsentKeyring>(), 5s };
        PreferencesFile file{ folder.filePath(QStringLiteral("preferences.json")) };
        BrokerRunner monitor;
        DesktopProgram program{ file, {} };
        DesktopServer server{ { monitor, keys, file, program, {}, {} } };

        Fixture()
        {
            qputenv("XDG_DATA_HOME", folder.path().toUtf8());
            qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
        }

        /// Serves on a port that is free.
        void start()
        {
            QVERIFY(server.load());
            ServerSettings settings = server.settings();
            settings.bind = QStringLiteral("127.0.0.1:%1").arg(freePort());
            QVERIFY(apply(settings).isEmpty());
            server.start();
            QTRY_COMPARE_WITH_TIMEOUT(monitor.status().state, ServerStatus::State::Serving, Patience);
        }

        QList<PreferenceFault> apply(const ServerSettings &settings)
        {
            std::optional<QList<PreferenceFault>> faults;
            server.apply(settings, [&faults](const QList<PreferenceFault> &found) { faults = found; });
            [&faults] { QTRY_VERIFY_WITH_TIMEOUT(faults, Patience); }();
            return faults.value_or(QList<PreferenceFault>());
        }

        QString changeKey(const QByteArray &key)
        {
            std::optional<QString> error;
            server.changeKey(key, [&error](const QString &found) { error = found; });
            [&error] { QTRY_VERIFY_WITH_TIMEOUT(error, Patience); }();
            return error.value_or(QString());
        }

        /// The status of a POST to the port, with a token of the key.
        [[nodiscard]] static QByteArray publish(quint16 port, const QByteArray &key)
        {
            return statusOf(port, "POST /pub/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " +
                                      makeToken(key, "/pub/a") + "\r\nContent-Length: 1\r\n\r\nx");
        }

        [[nodiscard]] static QByteArray statusOf(quint16 port, const QByteArray &request)
        {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
            if (!socket.waitForConnected())
                return socket.errorString().toUtf8();
            socket.write(request);
            while (socket.waitForReadyRead()) {
            }
            return socket.readAll().mid(qsizetype(sizeof "HTTP/1.1 ") - 1, 3);
        }

        [[nodiscard]] QByteArray publish() const { return publish(port(), keys.key()); }

        [[nodiscard]] quint16 port() const { return server.settings().bind.section(u':', 1).toUShort(); }
    };

    static quint16 freePort()
    {
        QTcpServer server;
        return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(0);
    }

private Q_SLOTS:
    void cleanup()
    {
        qunsetenv("XDG_DATA_HOME");
        qunsetenv("XDG_CONFIG_HOME");
    }

    /// A page whose name resolves to this machine has the origin that Host has.
    void pagesThatRebindTheirNameAreForeign()
    {
        Fixture program;
        program.start();
        const QByteArray port = ':' + QByteArray::number(program.port());
        const auto status = [&](const QByteArray &request, const QByteArray &host, const QByteArray &origin) {
            return Fixture::statusOf(program.port(),
                                     request + " HTTP/1.1\r\nConnection: close\r\nHost: " + host + port +
                                         (origin.isEmpty() ? "" : "\r\nOrigin: http://" + origin + port) +
                                         "\r\nContent-Length: 0\r\n\r\n");
        };
        const QByteArray post = "POST /unsafe/pub/a";
        QCOMPARE(status(post, "evil.example", "evil.example"), QByteArray("403"));
        QCOMPARE(status(post, "evil.example", {}), QByteArray("200")); // Host alone refuses nobody
        QCOMPARE(status(post, "127.0.0.1", "localhost"), QByteArray("200"));
        QCOMPARE(status(post, "localhost", "localhost"), QByteArray("200"));
        const QByteArray poll = "GET /sub/a?poll=1";
        const QByteArray token = "\r\nAuthorization: Bearer " + makeToken(program.keys.key(), "/sub/a");
        QCOMPARE(status(poll, "evil.example" + port + token + "\r\nX: ", "evil.example"), QByteArray("403"));
        QCOMPARE(status(poll, "localhost" + port + token + "\r\nX: ", "localhost"), QByteArray("200"));
    }

    void anotherPortHoldsAtOnceAndIsKept()
    {
        Fixture program;
        program.start();
        const quint16 before = program.port();
        ServerSettings settings = program.server.settings();
        const quint16 after = freePort();
        settings.bind = QStringLiteral("127.0.0.1:%1").arg(after);
        QVERIFY(program.apply(settings).isEmpty());
        QCOMPARE(program.publish(), QByteArray("200"));
        QVERIFY(Fixture::publish(before, program.keys.key()).contains("refused"));
        QCOMPARE(PreferencesFile(program.file.path()).load().preferences.server.bind, settings.bind);
    }

    void whatIsWrongIsToldAtItsFieldAndChangesNothing()
    {
        Fixture program;
        program.start();
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        const ServerSettings before = program.server.settings();
        ServerSettings settings = before;
        settings.bind = QStringLiteral("127.0.0.1:%1").arg(other.serverPort());
        settings.tlsKeyFile = QStringLiteral("/dev/null/key");
        settings.tlsCertificateFile = QStringLiteral("/dev/null/certificate");
        settings.maxBody = 0;
        QList<PreferenceFault::Field> fields;
        for (const PreferenceFault &fault : program.apply(settings))
            fields.append(fault.field);
        using Field = PreferenceFault::Field;
        QCOMPARE(fields, QList<Field>({ Field::Bind, Field::TlsKeyFile, Field::TlsCertificateFile, Field::MaxBody }));
        QVERIFY(program.server.settings() == before);
        QCOMPARE(program.publish(), QByteArray("200"));
    }

    /// On the same port, which is its own now, but of another address, which is somebody else's.
    void whereItCannotStartAnewItGoesOnAsBefore()
    {
        Fixture program;
        program.start();
        QTcpServer other;
        if (!other.listen(QHostAddress(QStringLiteral("127.0.0.2")), program.port()))
            QSKIP("this system has no second address");
        const ServerSettings before = program.server.settings();
        ServerSettings settings = before;
        settings.bind.replace(QStringLiteral("127.0.0.1"), QStringLiteral("127.0.0.2"));
        const QSignalSpy noticed(&program.program, &Program::noticed);
        const QList<PreferenceFault> faults = program.apply(settings);
        QCOMPARE(faults.size(), 1);
        QVERIFY(faults.first().field == PreferenceFault::Field::Bind);
        QCOMPARE(noticed.size(), 1);
        QVERIFY(program.server.settings() == before);
        QCOMPARE(program.publish(), QByteArray("200"));
        QCOMPARE(PreferencesFile(program.file.path()).load().preferences.server.bind, before.bind);
    }

    void aFileThatIsReadAgainUndoesNothingThatWasChosenBefore()
    {
        Fixture program;
        program.start();
        ServerSettings settings = program.server.settings();
        settings.maxBody = 4096;
        program.server.apply(settings, [](const QList<PreferenceFault> &faults) { QVERIFY(faults.isEmpty()); });
        std::optional<QString> error;
        program.server.reload([&error](const QString &found) { error = found; });
        QTRY_VERIFY_WITH_TIMEOUT(error, Patience);
        QCOMPARE(*error, QString());
        QCOMPARE(program.server.settings().maxBody, 4096);
    }

    void anotherKeyMakesEveryTokenVoid()
    {
        Fixture program;
        program.start();
        const QByteArray before = program.keys.key();
        QVERIFY(!program.changeKey("short").isEmpty());
        QCOMPARE(program.publish(), QByteArray("200"));

        QCOMPARE(program.changeKey({}), QString());
        QVERIFY(program.keys.key() != before);
        QCOMPARE(program.publish(), QByteArray("200"));
        QCOMPARE(Fixture::publish(program.port(), before), QByteArray("401"));

        const QByteArray chosen(32, 'k');
        QCOMPARE(program.changeKey(chosen), QString());
        QCOMPARE(Fixture::publish(program.port(), chosen), QByteArray("200"));
    }

    void aPausedServerStaysPausedThroughIt()
    {
        Fixture program;
        program.start();
        program.monitor.setPaused(true);
        QCOMPARE(program.publish(), QByteArray("503"));
        QCOMPARE(program.changeKey({}), QString());
        QCOMPARE(program.publish(), QByteArray("503"));
        QCOMPARE(program.monitor.status().state, ServerStatus::State::Paused);
    }

    void whatIsAskedWhileItRestartsIsDoneAfterThat()
    {
        Fixture program;
        program.start();
        ServerSettings settings = program.server.settings();
        int done = 0;
        for (const qint64 kibibytes : { 4, 8, 16 }) {
            settings.maxBody = kibibytes * 1024;
            program.server.apply(settings, [&done](const QList<PreferenceFault> &faults) {
                QVERIFY(faults.isEmpty());
                ++done;
            });
        }
        program.server.changeKey({}, [&done](const QString &error) {
            QVERIFY(error.isEmpty());
            ++done;
        });
        QTRY_COMPARE_WITH_TIMEOUT(done, 4, Patience);
        QCOMPARE(program.server.settings().maxBody, 16 * 1024);
        QCOMPARE(program.publish(), QByteArray("200"));
    }
};

HOOKBOT_TEST(DesktopServerTest)
#include "desktopserver_test.moc"
