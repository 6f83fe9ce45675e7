#include "app/posting/post.h"
#include "tests/support/suite.h"

#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

/// Requests to a receiver on the loopback, which answers as the test says.
class PostTest : public QObject
{
    Q_OBJECT

private:
    /// Answers requests in turn, the last answer again and again; without one it never answers.
    class Receiver : public QTcpServer
    {
    public:
        QByteArrayList answers;
        QByteArrayList requests;

        Receiver()
        {
            if (!listen(QHostAddress(QHostAddress::LocalHost)))
                qFatal("cannot listen");
            connect(this, &QTcpServer::newConnection, this, [this] {
                QTcpSocket *socket = nextPendingConnection();
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                    const QByteArray request = socket->peek(socket->bytesAvailable());
                    if (!request.endsWith("the body"))
                        return;
                    socket->readAll();
                    requests.append(request);
                    if (!answers.isEmpty())
                        socket->write(answers.size() > 1 ? answers.takeFirst() : answers.first());
                });
            });
        }

        [[nodiscard]] QNetworkRequest request() const
        {
            return QNetworkRequest(QUrl(QStringLiteral("http://127.0.0.1:%1/x").arg(serverPort())));
        }

        static QByteArray answer(int status, const QByteArray &fields = {}, const QByteArray &body = "said so")
        {
            return "HTTP/1.1 " + QByteArray::number(status) + " X\r\n" + fields +
                   "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        }
    };

    struct Posting
    {
        QNetworkAccessManager network;
        Post post;
        QList<Post::Attempt> attempts;
        std::optional<std::optional<int>> ended;

        explicit Posting(const QNetworkRequest &request, const QByteArray &method = "POST")
            : post(network, request, method, "the body", nullptr)
        {
            network.setProxy(QNetworkProxy::NoProxy);
            QObject::connect(&post, &Post::attempted, &post, [this](const auto &attempt) { attempts.append(attempt); });
            QObject::connect(&post, &Post::ended, &post, [this](std::optional<int> status) { ended = status; });
            post.begin();
        }
    };

private Q_SLOTS:
    void anAnswerThatWillNotChangeIsFinal_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : { 200, 204, 301, 400, 401, 404, 409, 410, 413 })
            QTest::newRow(QByteArray::number(status).constData()) << status;
    }

    void anAnswerThatWillNotChangeIsFinal()
    {
        QFETCH(const int, status);
        Receiver receiver;
        receiver.answers = { Receiver::answer(status, {}, status == 204 ? "" : "said so") };
        Posting posting(receiver.request(), "PUT");
        QTRY_VERIFY_WITH_TIMEOUT(posting.ended, Patience);
        QVERIFY(*posting.ended == status);
        QCOMPARE(posting.attempts.size(), 1);
        QCOMPARE(posting.attempts.first().status, status);
        QVERIFY(!posting.attempts.first().pause);
        QCOMPARE(receiver.requests.size(), 1);
        QVERIFY(receiver.requests.first().startsWith("PUT /x HTTP/1.1\r\n"));
    }

    void anAnswerThatMayChangeIsTriedAgain_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : { 408, 425, 429, 500, 502, 503, 504 })
            QTest::newRow(QByteArray::number(status).constData()) << status;
    }

    void anAnswerThatMayChangeIsTriedAgain()
    {
        QFETCH(const int, status);
        Receiver receiver;
        receiver.answers = { Receiver::answer(status) };
        Posting posting(receiver.request());
        QTRY_VERIFY_WITH_TIMEOUT(!posting.attempts.isEmpty(), Patience);
        QVERIFY(posting.attempts.first().pause);
        QVERIFY(*posting.attempts.first().pause >= 500ms);
        QVERIFY(!posting.ended);
        posting.post.stop();
        QVERIFY(posting.ended);
        QVERIFY(!*posting.ended);
    }

    void theSecondAttemptSendsTheBodyAgain()
    {
        Receiver receiver;
        receiver.answers = { Receiver::answer(503), Receiver::answer(200) };
        Posting posting(receiver.request());
        QTRY_VERIFY_WITH_TIMEOUT(posting.ended, Patience);
        QVERIFY(*posting.ended == 200);
        QCOMPARE(posting.attempts.size(), 2);
        QCOMPARE(receiver.requests.size(), 2);
        QVERIFY(receiver.requests.last().endsWith("\r\n\r\nthe body"));
    }

    void theReceiverMayAskForAPauseWithinBounds_data()
    {
        QTest::addColumn<QByteArray>("retryAfter");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("30") << QByteArray("30") << qint64(30);
        QTest::newRow("a day") << QByteArray("86400") << qint64(60);
    }

    void theReceiverMayAskForAPauseWithinBounds()
    {
        QFETCH(const QByteArray, retryAfter);
        QFETCH(const qint64, seconds);
        Receiver receiver;
        receiver.answers = { Receiver::answer(503, "Retry-After: " + retryAfter + "\r\n") };
        Posting posting(receiver.request());
        QTRY_VERIFY_WITH_TIMEOUT(!posting.attempts.isEmpty(), Patience);
        QVERIFY(posting.attempts.first().pause == std::chrono::seconds(seconds));
    }

    void aReceiverThatIsNotThereIsTriedAgain()
    {
        QNetworkRequest request;
        {
            const Receiver receiver;
            request = receiver.request();
        }
        Posting posting(request);
        QTRY_VERIFY_WITH_TIMEOUT(!posting.attempts.isEmpty(), Patience);
        QCOMPARE(posting.attempts.first().status, 0);
        QVERIFY(!posting.attempts.first().words.isEmpty());
        QVERIFY(posting.attempts.first().pause);
    }

    void afterStopTheRunningAttemptIsTheLast()
    {
        Receiver receiver;
        Posting posting(receiver.request());
        QTRY_COMPARE_WITH_TIMEOUT(receiver.requests.size(), 1, Patience);
        posting.post.stop();
        QVERIFY(!posting.ended);
        posting.post.kill();
        QTRY_VERIFY_WITH_TIMEOUT(posting.ended, Patience);
        QVERIFY(!*posting.ended);
        QVERIFY(!posting.attempts.first().pause);
    }

    void controlCharactersOfAnAnswerAreNotPrinted()
    {
        Receiver receiver;
        receiver.answers = { Receiver::answer(400, {}, "no\033[2J" + QByteArray(10'000, 'x')) };
        Posting posting(receiver.request());
        QTRY_VERIFY_WITH_TIMEOUT(posting.ended, Patience);
        QVERIFY(!posting.attempts.first().words.contains('\033'));
        QVERIFY(posting.attempts.first().words.size() < 1000);
    }
};

HOOKBOT_TEST(PostTest)
#include "post_test.moc"
