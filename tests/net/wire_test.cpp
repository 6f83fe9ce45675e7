#include "../support/suite.h"
#include "flusher.h"
#include "wire.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace hookbot;

namespace {

/// A transport that does what it is told, and notes what it is given.
class FakeTransport final : public Transport
{
public:
    explicit FakeTransport(Owner &to) : owner(to) {}

    qint64 write(std::span<const QByteArray> pieces, qint64 offset) override
    {
        ++writes;
        qint64 taken = 0;
        for (const QByteArray &piece : pieces) {
            const QByteArray part = piece.sliced(offset).left(room);
            written += part;
            taken += part.size();
            room -= part.size();
            offset = 0;
        }
        return taken;
    }
    void setReading(bool) override {}
    void endWriting() override { ended = true; }
    void close() override { closed = true; }

    Owner &owner;
    QByteArray written;
    qint64 room = 1'000'000;
    int writes = 0;
    bool ended = false;
    bool closed = false;
};

class Reader final : public Wire::Reader
{
public:
    void received(QByteArrayView bytes) override { all += bytes; }
    void peerEnded() override {}
    void drained() override { ++drainings; }
    void ended() override { ++ends; }

    QByteArray all;
    int drainings = 0;
    int ends = 0;
};

} // namespace

class WireTest : public QObject
{
    Q_OBJECT

private:
    Flusher m_flusher{ QAbstractEventDispatcher::instance() };
    Traffic m_traffic;
    FakeTransport *m_transport = nullptr;

    std::unique_ptr<Wire> makeWire()
    {
        return std::make_unique<Wire>(
            [this](Transport::Owner &owner) {
                auto transport = std::make_unique<FakeTransport>(owner);
                m_transport = transport.get();
                return transport;
            },
            QHostAddress(QHostAddress::LocalHost), m_flusher, m_traffic);
    }

    static void turn()
    {
        // aboutToBlock comes before the loop waits: let it wait for something that is there.
        QMetaObject::invokeMethod(
            qApp, [] {}, Qt::QueuedConnection);
        QCoreApplication::processEvents();
        Q_EMIT QAbstractEventDispatcher::instance()->aboutToBlock();
    }

private Q_SLOTS:
    void sendsOnceATurnAndInOrder()
    {
        const auto wire = makeWire();
        wire->send("a");
        wire->send("b");
        wire->write("c"); // as QWebSocket does
        wire->send("d");
        QCOMPARE(m_transport->writes, 0);
        QCOMPARE(wire->queued(), 4);
        turn();
        QCOMPARE(m_transport->writes, 1);
        QCOMPARE(m_transport->written, QByteArray("abcd"));
        QCOMPARE(wire->queued(), 0);
    }

    void goesOnWhereTheTransportStopped()
    {
        const auto wire = makeWire();
        Reader reader;
        wire->setReader(&reader);
        m_transport->room = 4;
        wire->send("abc");
        wire->send("def");
        wire->send("ghi");
        turn();
        QCOMPARE(m_transport->written, QByteArray("abcd"));
        QCOMPARE(wire->queued(), 5);
        wire->send("jkl");
        turn();
        QCOMPARE(m_transport->writes, 1); // it is waiting to hear of room
        m_transport->room = 3;
        m_transport->owner.writableAgain();
        QCOMPARE(m_transport->written, QByteArray("abcdefg"));
        QCOMPARE(reader.drainings, 0);
        m_transport->room = 100;
        m_transport->owner.writableAgain();
        QCOMPARE(m_transport->written, QByteArray("abcdefghijkl"));
        QCOMPARE(reader.drainings, 1);
    }

    void saysThatAllHasLeftThoughNothingHadToWait()
    {
        // Whoever reads a page of the log at a time goes on by this word alone.
        const auto wire = makeWire();
        Reader reader;
        wire->setReader(&reader);
        wire->send("abc");
        QCOMPARE(reader.drainings, 0);
        turn();
        QCOMPARE(reader.drainings, 1);
    }

    void showsBytesToItsReaderAndLetsThemBeRead()
    {
        const auto wire = makeWire();
        Reader reader;
        wire->setReader(&reader);
        m_transport->owner.bytesCame("hello");
        QCOMPARE(reader.all, QByteArray("hello"));
        QCOMPARE(wire->bytesAvailable(), 0);

        QSignalSpy readyRead(wire.get(), &Wire::readyRead);
        wire->feed("one\ntwo");
        QCOMPARE(readyRead.count(), 1);
        QVERIFY(wire->canReadLine());
        QCOMPARE(wire->peek(3), QByteArray("one"));
        QCOMPARE(wire->read(4), QByteArray("one\n"));
        QCOMPARE(wire->bytesAvailable(), 3);
        QCOMPARE(wire->readAll(), QByteArray("two"));
        QCOMPARE(wire->bytesAvailable(), 0);
    }

    void closesInOrder()
    {
        const auto wire = makeWire();
        Reader reader;
        wire->setReader(&reader);
        m_transport->room = 2;
        wire->send("last words");
        wire->close();
        QCOMPARE(wire->state(), QAbstractSocket::ClosingState);
        turn();
        QVERIFY(!m_transport->ended);
        m_transport->room = 100;
        m_transport->owner.writableAgain();
        QCOMPARE(m_transport->written, QByteArray("last words"));
        QVERIFY(m_transport->ended);
        QVERIFY(!m_transport->closed);
        m_transport->owner.peerEnded();
        QVERIFY(m_transport->closed);
        QCOMPARE(reader.ends, 1);
        QCOMPARE(wire->state(), QAbstractSocket::UnconnectedState);
    }

    void givesUpOnAPeerThatDoesNotLetItClose()
    {
        const auto wire = makeWire();
        Reader reader;
        wire->setReader(&reader);
        m_transport->room = 0;
        wire->send("never read");
        wire->close();
        turn();
        for (int second = 0; second < 3; ++second) {
            QCOMPARE(reader.ends, 0);
            wire->tick();
        }
        QCOMPARE(reader.ends, 1);
        QVERIFY(m_transport->closed);
    }

    void dropsAtOnceAndOnlyOnce()
    {
        const auto wire = makeWire();
        Reader reader;
        wire->setReader(&reader);
        wire->send("lost");
        wire->drop();
        wire->drop();
        wire->close();
        turn();
        QCOMPARE(reader.ends, 1);
        QCOMPARE(m_transport->written, QByteArray());
        wire->send("too late");
        QCOMPARE(wire->queued(), 0);
    }

    void losesAPeerThatAsksAndDoesNotListen()
    {
        const auto wire = makeWire();
        Reader reader;
        wire->setReader(&reader);
        wire->setWriteLimit(10);
        m_transport->room = 0;
        wire->write("12345");
        turn();
        wire->write("67890");
        QCoreApplication::processEvents();
        QCOMPARE(reader.ends, 0);
        wire->write("1");
        QCoreApplication::processEvents();
        QCOMPARE(reader.ends, 1);
    }

    void endsWhileItIsScheduled()
    {
        auto wire = makeWire();
        wire->send("x");
        wire.reset();
        turn(); // must not touch it
    }
};

HOOKBOT_TEST(WireTest)
#include "wire_test.moc"
