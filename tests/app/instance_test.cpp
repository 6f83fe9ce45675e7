#include "app/desktop/instance.h"
#include "app/desktop/instanceserver.h"
#include "tests/support/suite.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtNetwork/QLocalSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

using namespace hookbot;

class InstanceTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QStringList m_heard;

    InstancePaths place() const
    {
        return { m_folder.filePath(QStringLiteral("lock")), m_folder.filePath(QStringLiteral("socket")) };
    }

    std::unique_ptr<InstanceServer> server()
    {
        auto server = std::make_unique<InstanceServer>(place(), [this](const auto &request, const auto &answer) {
            m_heard.append(request.command);
            answer({ request.command != u"nonsense", QStringLiteral("did ") + request.command });
        });
        if (!server->start())
            qFatal("cannot listen");
        return server;
    }

    /// In a thread of its own, as another process would.
    tl::expected<QString, InstanceFault> tell(const QString &command)
    {
        std::optional<tl::expected<QString, InstanceFault>> answer;
        const std::unique_ptr<QThread> thread(QThread::create([&answer, command, place = place()] {
            answer = askInstance(place, { command, {} });
        }));
        thread->start();
        [&thread] { QTRY_VERIFY_WITH_TIMEOUT(thread->isFinished(), 30'000); }();
        thread->wait();
        return *answer;
    }

private Q_SLOTS:
    void init() { m_heard.clear(); }

    void aPlaceIsOfAFile()
    {
        const auto one = InstancePaths::of(QStringLiteral("/a/preferences.json"));
        const auto other = InstancePaths::of(QStringLiteral("/b/preferences.json"));
        QVERIFY(one.lock != other.lock);
        QVERIFY(one.socket != other.socket);
        QCOMPARE(InstancePaths::of(QStringLiteral("/a/preferences.json")).socket, one.socket);
    }

    void wordsAreUnderstood()
    {
        const QStringList arguments{ QStringLiteral("7"), QStringLiteral("a \"b\"\n") };
        const auto request =
            instancemessages::requestOf(instancemessages::lineOf({ QStringLiteral("pause"), arguments }));
        QCOMPARE(request.command, QStringLiteral("pause"));
        QCOMPARE(request.arguments, arguments);
        const auto reply = instancemessages::replyOf(
            instancemessages::lineOf(instancemessages::Reply{ true, QStringLiteral("a\nb") }));
        QVERIFY(reply.isDone);
        QCOMPARE(reply.text, QStringLiteral("a\nb"));
        QCOMPARE(instancemessages::lineOf(instancemessages::Reply{ true, QStringLiteral("a\nb") }).count('\n'), 1);
    }

    void nonsenseIsNoCommandAndNoReply()
    {
        for (const QByteArray &line : { QByteArray(), QByteArray("x"), QByteArray("[1]"), QByteArray("{\"command\":7}"),
                                        QByteArray("\0\xff", 2), QByteArray(4000, '[') }) {
            QVERIFY(instancemessages::requestOf(line).command.isEmpty());
            QVERIFY(!instancemessages::replyOf(line).isDone);
        }
    }

    void tellsAndHearsTheAnswer()
    {
        const auto running = server();
        QCOMPARE(tell(QStringLiteral("pause")).value(), QStringLiteral("did pause"));
        const auto refused = tell(QStringLiteral("nonsense"));
        QVERIFY(!refused && refused.error().isRunning);
        QCOMPARE(refused.error().text, QStringLiteral("did nonsense"));
        QCOMPARE(m_heard, QStringList({ QStringLiteral("pause"), QStringLiteral("nonsense") }));
    }

    void anAnswerMayTakeItsTime()
    {
        InstanceServer::Answer answer;
        InstanceServer running(place(), [&answer](const auto &, const auto &later) { answer = later; });
        QVERIFY(running.start().has_value());
        std::optional<tl::expected<QString, InstanceFault>> told;
        const std::unique_ptr<QThread> thread(QThread::create([&told, place = place()] {
            told = askInstance(place, { QStringLiteral("reload"), {} });
        }));
        thread->start();
        QTRY_VERIFY_WITH_TIMEOUT(answer, 30'000);
        QVERIFY(!thread->isFinished());
        const QString longest(1'000'000, u'x');
        answer({ true, longest });
        QTRY_VERIFY_WITH_TIMEOUT(thread->isFinished(), 30'000);
        QCOMPARE(told->value(), longest);
    }

    void whoIsGoneHearsNoAnswer()
    {
        InstanceServer::Answer answer;
        InstanceServer running(place(), [&answer](const auto &, const auto &later) { answer = later; });
        QVERIFY(running.start().has_value());
        {
            QLocalSocket socket;
            socket.connectToServer(place().socket);
            QVERIFY(socket.waitForConnected());
            socket.write(instancemessages::lineOf({ QStringLiteral("listeners"), {} }));
            QTRY_VERIFY_WITH_TIMEOUT(answer, 30'000);
        }
        answer({ true, QString(1'000'000, u'x') }); // perhaps before it is seen that nobody is there
        answer = {};
        const std::unique_ptr<QThread> thread(QThread::create([place = place()] {
            (void)askInstance(place, { QStringLiteral("status"), {} });
        }));
        thread->start();
        QTRY_VERIFY_WITH_TIMEOUT(answer, 30'000);
        answer({ true, {} });
        QTRY_VERIFY_WITH_TIMEOUT(thread->isFinished(), 30'000);
    }

    void saysThatNobodyIsThere()
    {
        const auto answer = tell(QStringLiteral("pause"));
        QVERIFY(!answer && !answer.error().isRunning);
    }

    void aSocketThatWasLeftBehindIsNoObstacle()
    {
        {
            QFile stale(place().socket);
            QVERIFY(stale.open(QIODevice::WriteOnly));
        }
        const auto running = server();
        QCOMPARE(tell(QStringLiteral("status")).value(), QStringLiteral("did status"));
    }

    void quitWaitsForTheEnd()
    {
        auto running = server();
        std::optional<tl::expected<QString, InstanceFault>> answer;
        const std::unique_ptr<QThread> thread(QThread::create([&answer, place = place()] {
            answer = askInstance(place, { QStringLiteral("quit"), {} });
        }));
        thread->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_heard.size(), 1, 30'000);
        QVERIFY(!thread->isFinished());
        running.reset();
        QTRY_VERIFY_WITH_TIMEOUT(thread->isFinished(), 30'000);
        QCOMPARE(answer->value(), QStringLiteral("did quit"));
    }

    void whoSaysTooMuchIsCut()
    {
        const auto running = server();
        QLocalSocket socket;
        socket.connectToServer(place().socket);
        QVERIFY(socket.waitForConnected());
        QSignalSpy cut(&socket, &QLocalSocket::disconnected);
        socket.write(QByteArray(1'000'000, 'x'));
        QTRY_COMPARE_WITH_TIMEOUT(cut.size(), 1, 30'000);
        QVERIFY(m_heard.isEmpty());
    }

    void manyWhoSayNothingKeepNobodyOut()
    {
        const auto running = server();
        std::vector<std::unique_ptr<QLocalSocket>> silent;
        for (int i = 0; i < 40; ++i) {
            silent.push_back(std::make_unique<QLocalSocket>());
            silent.back()->connectToServer(place().socket);
        }
        // Those beyond the limit are cut at once, the others soon.
        const auto cut = [&silent] {
            return std::ranges::all_of(
                silent, [](const auto &socket) { return socket->state() == QLocalSocket::UnconnectedState; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(cut(), 30'000);
        QVERIFY(tell(QStringLiteral("status")).has_value());
    }
};

HOOKBOT_TEST(InstanceTest)
#include "instance_test.moc"
