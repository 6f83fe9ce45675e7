#include "tests/loop/testmain.h"

#include <QtCore/QEventLoop>
#include <QtCore/QProcess>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <memory>
#include <vector>

using namespace hookbot;

namespace {

/// Sends back what it gets.
class EchoServer : public QTcpServer
{
public:
    EchoServer()
    {
        setListenBacklogSize(1024);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->write(socket->readAll()); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
};

} // namespace

/// Qt's own users of an event dispatcher are at home on ours.
class EventDispatcherNetworkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void echo()
    {
        LoopThread thread;
        auto *server = new EchoServer;
        QVERIFY(server->listen(QHostAddress::LocalHost));
        const quint16 port = server->serverPort();
        connect(&thread, &QThread::finished, server, &QObject::deleteLater);
        server->moveToThread(&thread);
        thread.start();

        constexpr size_t clients = 50;
        constexpr qsizetype length =
            300000; // more than the buffers of the kernel hold: the write notifiers come and go
        const QByteArray sent(length, 'x');
        size_t finished = 0;
        QEventLoop loop;
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        for (size_t i = 0; i < clients; ++i) {
            QTcpSocket *socket = sockets.emplace_back(std::make_unique<QTcpSocket>()).get();
            connect(socket, &QTcpSocket::connected, socket, [&sent, socket] { socket->write(sent); });
            connect(socket, &QTcpSocket::readyRead, socket, [&, socket] {
                if (socket->bytesAvailable() == length)
                    socket->disconnectFromHost();
            });
            connect(socket, &QTcpSocket::disconnected, socket, [&] {
                if (++finished == clients)
                    loop.quit();
            });
            connect(socket, &QTcpSocket::errorOccurred, &loop, [&] { loop.exit(1); });
            socket->connectToHost(QHostAddress::LocalHost, port);
        }
        QCOMPARE(loop.exec(), 0);
        for (const auto &socket : sockets)
            QCOMPARE(socket->readAll(), sent);
    }

    // Each connection gets the number of the one before.
    void connectionsOneAfterTheOther()
    {
        EchoServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        for (int i = 0; i < 200; ++i) {
            QTcpSocket socket;
            QEventLoop loop;
            connect(&socket, &QTcpSocket::connected, &socket, [&] { socket.write("x"); });
            connect(&socket, &QTcpSocket::readyRead, &loop, &QEventLoop::quit);
            connect(&socket, &QTcpSocket::errorOccurred, &loop, [&] { loop.exit(1); });
            socket.connectToHost(QHostAddress::LocalHost, server.serverPort());
            QCOMPARE(loop.exec(), 0);
            QCOMPARE(socket.readAll(), QByteArray("x"));
        }
    }

    void nestedLoopInReadyRead()
    {
        EchoServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QTcpSocket socket;
        QEventLoop outer;
        QByteArray received;
        connect(&socket, &QTcpSocket::connected, &socket, [&] { socket.write("a"); });
        connect(&socket, &QTcpSocket::readyRead, &outer, [&] {
            // Waits within the slot for more of the same socket, which says so by its bytes alone.
            socket.write("b");
            QEventLoop nested;
            QTimer look;
            connect(&look, &QTimer::timeout, &nested, [&] {
                if (socket.bytesAvailable() >= 2)
                    nested.quit();
            });
            look.start(0);
            nested.exec();
            received = socket.readAll();
            outer.quit();
        });
        socket.connectToHost(QHostAddress::LocalHost, server.serverPort());
        outer.exec();
        QCOMPARE(received, QByteArray("ab"));
    }

    void processAndTimerOnTheMainThread()
    {
        QTimer timer;
        int ticks = 0;
        connect(&timer, &QTimer::timeout, this, [&] { ++ticks; });
        QProcess process;
        QEventLoop loop;
        connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
        connect(&process, &QProcess::errorOccurred, &loop, [&] { loop.exit(1); });
        connect(&process, &QProcess::readyReadStandardOutput, this, [&] {
            if (ticks > 0)
                process.closeWriteChannel();
        });
        // The program ends when its input does: after the first tick and the echo of what is written then.
        connect(&timer, &QTimer::timeout, this, [&] { process.write("tick\n"); });
        timer.start(1);
        process.start(QStringLiteral("cat"), {});
        QCOMPARE(loop.exec(), 0);
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(ticks > 0);
        QVERIFY(process.readAll().startsWith("tick\n"));
    }
};

int main(int argc, char **argv)
{
    return runOnEventDispatcher<EventDispatcherNetworkTest>(argc, argv);
}
#include "eventdispatcher_network_test.moc"
