#include "broker/net/flusher.h"
#include "broker/net/wire.h"
#include "tests/support/suite.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace hookbot;

namespace {

/// A transport that follows instructions, and records what it receives.
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
    [[nodiscard]] Delivery delivery() const override { return { quint64(written.size()), quint64(written.size()), 0 }; }
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

/// Makes a number of pieces, "0", "1", ... of a size; before each it may need a few more calls.
class Source final : public ByteSource
{
public:
    Source(int pieces, qsizetype size, int callsBefore = 0) : m_pieces(pieces), m_size(size), m_callsBefore(callsBefore)
    {
        ++alive;
    }
    ~Source() override { --alive; }

    QByteArray next() override
    {
        ++calls;
        if (m_called++ < m_callsBefore)
            return {};
        m_called = 0;
        m_piece = QByteArray(m_size, char('0' + made++));
        return QByteArray::fromRawData(m_piece.constData(), m_piece.size());
    }
    bool isAtEnd() const override { return made == m_pieces; }
    qint64 left() const override { return (m_pieces - made) * m_size; }

    static inline int alive = 0;
    int calls = 0;
    int made = 0;

private:
    int m_pieces;
    qsizetype m_size;
    int m_callsBefore;
    int m_called = 0;
    QByteArray m_piece; ///< valid until the next
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

    void continuesWhereTheTransportStopped()
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

    void reportsThatAllHasLeftThoughNothingHadToWait()
    {
        // A reader of the log, page by page, continues on this call alone.
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
        for (int second = 0; second < 30; ++second) {
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

    void dropsAPeerThatAsksAndDoesNotRead()
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

    void sendsWhatIsMadeInOrderWithTheRest()
    {
        const auto wire = makeWire();
        Reader reader;
        wire->setReader(&reader);
        m_transport->room = 4;
        wire->send("ab");
        wire->send(std::make_shared<Source>(3, 2, 2));
        wire->write("pong"); // as QWebSocket does: not in the middle of what is being made
        wire->send(std::make_shared<Source>(1, 3));
        wire->send("z");
        QCOMPARE(wire->queued(), 2 + 6 + 4 + 3 + 1);
        turn();
        QCOMPARE(m_transport->written, QByteArray("ab00"));
        QCOMPARE(wire->queued(), 4 + 4 + 3 + 1);
        QCOMPARE(reader.drainings, 0);
        while (wire->queued() > 0) {
            m_transport->room = 1;
            m_transport->owner.writableAgain();
            turn();
        }
        QCOMPARE(m_transport->written, QByteArray("ab001122pong000z"));
        QCOMPARE(reader.drainings, 1);
        QCOMPARE(Source::alive, 0);
        QCOMPARE(m_traffic.held, 0);
    }

    void makesNoMoreThanThePeerReads()
    {
        const auto wire = makeWire();
        const auto source = std::make_shared<Source>(9, 1000);
        m_transport->room = 2500;
        wire->send(source);
        for (int i = 0; i < 10; ++i)
            turn();
        QCOMPARE(source->made, 3);
        QCOMPARE(wire->queued(), 9000 - 2500);
        QCOMPARE(m_traffic.held, 500); // of the third piece
        wire->drop();
        QCOMPARE(m_traffic.held, 0);
        QCOMPARE(source.use_count(), 1);
    }

    /// All have their turns, however much work some have, and the loop runs in between.
    void takesTurnsInWhatIsMade()
    {
        constexpr int Wires = 100;
        std::vector<std::unique_ptr<Wire>> wires;
        std::vector<std::shared_ptr<Source>> sources;
        for (int i = 0; i < Wires; ++i) {
            wires.push_back(makeWire());
            m_transport->room = 1LL << 40;
            sources.push_back(std::make_shared<Source>(9, ByteSource::MostWork, i == 0 ? 1'000'000 : 0));
            wires.back()->send(sources.back());
        }
        const auto calls = [&] {
            int all = 0;
            for (const auto &source : sources)
                all += source->calls;
            return all;
        };
        Q_EMIT QAbstractEventDispatcher::instance()->aboutToBlock();
        const int perTurn = calls();
        QVERIFY(perTurn > 0);
        QVERIFY(perTurn < Wires / 2);
        for (int round = 0; round < 5; ++round) {
            int most = 0;
            int least = 1000;
            for (const auto &source : sources) {
                most = std::max(most, source->calls);
                least = std::min(least, source->calls);
            }
            QVERIFY(most - least <= 1);
            Q_EMIT QAbstractEventDispatcher::instance()->aboutToBlock();
        }
    }

    void closesBehindWhatIsMade()
    {
        const auto wire = makeWire();
        wire->send(std::make_shared<Source>(3, 2, 1));
        wire->close();
        m_transport->room = 3;
        turn();
        QVERIFY(!m_transport->ended);
        m_transport->room = 100;
        m_transport->owner.writableAgain();
        turn();
        QCOMPARE(m_transport->written, QByteArray("001122"));
        QVERIFY(m_transport->ended);
        QCOMPARE(Source::alive, 0);
    }

    void countsWhatIsWrittenWhileSomethingIsMade()
    {
        const auto wire = makeWire();
        Reader reader;
        wire->setReader(&reader);
        wire->send(std::make_shared<Source>(2, 1000));
        wire->setRoomForWrites(10);
        m_transport->room = 0;
        turn();
        wire->write("1234567890");
        QCoreApplication::processEvents();
        QCOMPARE(reader.ends, 0);
        wire->write("1");
        QCoreApplication::processEvents();
        QCOMPARE(reader.ends, 1);
        QCOMPARE(Source::alive, 0);
    }

    void endsWhileSomethingIsMade()
    {
        auto wire = makeWire();
        wire->send(std::make_shared<Source>(2, 1000, 1'000'000));
        turn();
        wire.reset();
        turn(); // must not touch it
        QCOMPARE(Source::alive, 0);
        QCOMPARE(m_traffic.held, 0);
    }

    void countsWhatIsHeldForAll()
    {
        m_traffic = { .mostHeld = 10 };
        auto one = makeWire();
        const auto other = makeWire();
        one->send("123456");
        QVERIFY(!one->isCrowded());
        other->send("123456");
        QVERIFY(one->isCrowded());
        one.reset();
        QVERIFY(!other->isCrowded());
        turn();
        QCOMPARE(m_traffic.held, 0);
        m_traffic = {};
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
