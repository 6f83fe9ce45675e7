#include "broker/net/port.h"

#include "tests/support/suite.h"

#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

#include <functional>
#include <memory>
#include <vector>

using namespace hookbot;

namespace {

class PortTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsUpToTheLimitAndContinuesWhenSomeHaveLeft();
    void aClosedPortStaysClosedWhenConnectionsEnd();
};

/// Connects clients and waits until the port has accepted @p accepted of all.
class Clients
{
public:
    void add(const Port &port, int count, const std::function<bool()> &isDone)
    {
        for (int i = 0; i < count; ++i) {
            m_sockets.push_back(std::make_unique<QTcpSocket>());
            m_sockets.back()->connectToHost(port.serverAddress(), port.serverPort());
        }
        QTRY_VERIFY(isDone());
    }

private:
    std::vector<std::unique_ptr<QTcpSocket>> m_sockets;
};

} // namespace

void PortTest::acceptsUpToTheLimitAndContinuesWhenSomeHaveLeft()
{
    int accepted = 0;
    std::vector<std::unique_ptr<QTcpSocket>> servers;
    Port port(
        [&](qintptr descriptor) {
            servers.push_back(std::make_unique<QTcpSocket>());
            servers.back()->setSocketDescriptor(descriptor);
            ++accepted;
        },
        3);
    QVERIFY(port.listen({ QHostAddress(QHostAddress::LocalHost), 0 }));
    Clients clients;
    clients.add(port, 5, [&] { return accepted == 3; });
    QCOMPARE(port.connections(), 3);
    port.connectionEnded();
    QTRY_COMPARE(accepted, 4);
    port.connectionEnded();
    QTRY_COMPARE(accepted, 5);
}

void PortTest::aClosedPortStaysClosedWhenConnectionsEnd()
{
    int accepted = 0;
    std::vector<std::unique_ptr<QTcpSocket>> servers;
    Port port(
        [&](qintptr descriptor) {
            servers.push_back(std::make_unique<QTcpSocket>());
            servers.back()->setSocketDescriptor(descriptor);
            ++accepted;
        },
        2);
    QVERIFY(port.listen({ QHostAddress(QHostAddress::LocalHost), 0 }));
    Clients clients;
    clients.add(port, 2, [&] { return accepted == 2; });
    port.close(); // while it waits for connections to end
    port.connectionEnded();
    port.connectionEnded();
    port.tick();
    port.waitForTurn();
    QVERIFY(!port.isListening());
    QCOMPARE(port.connections(), 0);
}

HOOKBOT_TEST(PortTest)
#include "port_test.moc"
