#include "broker/json/jsonescape.h"
#include "broker/stream/eventjson.h"
#include "broker/stream/eventsource.h"
#include "broker/stream/framecache.h"
#include "broker/stream/websocketframe.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <array>
#include <random>

using namespace hookbot;

class EventSourceTest : public QObject
{
    Q_OBJECT

private:
    std::mt19937 m_random{ 20261129 };
    Traffic m_traffic;

    /// Text of characters of every length, or what is not UTF-8.
    QByteArray randomBody(qsizetype size, bool isUtf8)
    {
        static const std::array<QByteArray, 9> characters{
            "a", "\"", "\\", "\x01", "\n", "\xc3\xa4", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\xef\xbb\xbf"
        };
        QByteArray body;
        body.reserve(size + 8);
        const bool isPlain = m_random() % 2 == 0;
        while (body.size() < size)
            body.append(isPlain && m_random() % 8 > 0 ? characters[0] : characters[m_random() % characters.size()]);
        if (!isUtf8)
            body[qsizetype(m_random() % quint64(body.size()))] = '\xff';
        return body;
    }

    EventPtr randomEvent(qsizetype size, bool isUtf8)
    {
        const auto event = std::make_shared<Event>();
        event->id = { qint64(m_random()) };
        event->channel = "a/b";
        event->headers.append("X-Name", "va\"lue");
        event->body = randomBody(size, isUtf8);
        return event;
    }

    static QByteArray all(ByteSource &source)
    {
        QByteArray bytes;
        while (!source.isAtEnd()) {
            const QByteArray piece = source.next();
            if (piece.size() > ByteSource::MostWork)
                qFatal("a piece of %lld bytes", qint64(piece.size()));
            bytes.append(piece.constData(), piece.size()); // a copy: it may be gone with the next
        }
        return bytes;
    }

private Q_SLOTS:
    void escapedTextHasTheSizeThatIsToldInAdvance()
    {
        for (int round = 0; round < 200; ++round) {
            const QByteArray text = randomBody(qsizetype(1 + m_random() % 100), true);
            QByteArray whole;
            appendEscaped(whole, text);
            QCOMPARE(escapedSize(text), whole.size());
            // In two parts, wherever it is cut.
            const auto cut = qsizetype(m_random() % quint64(text.size()));
            QByteArray parts;
            appendEscaped(parts, QByteArrayView(text).first(cut));
            appendEscaped(parts, QByteArrayView(text).sliced(cut));
            QCOMPARE(parts, whole);
        }
        QByteArray escaped;
        appendEscaped(escaped, QByteArrayView("\0\x1f\b\f\n\r\t\"\\/\x7f", 11));
        QCOMPARE(escaped, QByteArray(R"(\u0000\u001f\b\f\n\r\t\"\\/)"
                                     "\x7f"));
    }

    void piecesOfJsonAreTheWhole()
    {
        for (int round = 0; round < 40; ++round) {
            const EventPtr event = randomEvent(qsizetype(1 + m_random() % 700'000), round % 3 != 0);
            const QByteArray whole = eventJson(*event);
            EventSource source({ EventSource::Json{ std::make_shared<LargeEvent>(event, m_traffic) } },
                               [](qint64 length) { return frameHeader(FrameKind::Text, length); });
            QVERIFY(!source.isAtEnd());
            QCOMPARE(all(source), makeFrame(FrameKind::Text, { whole }));
            QCOMPARE(source.left(), 0);
        }
        QCOMPARE(m_traffic.held, 0);
    }

    void piecesOfABodyAreTheWholeAndNoCopies()
    {
        const EventPtr event = randomEvent(500'000, false);
        EventSource source(
            { event->channel + '\0', EventSource::Body{ std::make_shared<LargeEvent>(event, m_traffic) } },
            [](qint64 length) { return frameHeader(FrameKind::Binary, length); });
        QCOMPARE(source.left(), 4 + event->body.size());
        QCOMPARE(source.next(), frameHeader(FrameKind::Binary, 4 + event->body.size()));
        QCOMPARE(source.next(), QByteArray("a/b\0", 4));
        QCOMPARE(static_cast<const void *>(source.next().constData()),
                 static_cast<const void *>(event->body.constData()));
        QCOMPARE(source.left(), event->body.size() - ByteSource::MostWork);
    }

    void everyFormIsTheSameInPiecesAndAsAWhole()
    {
        const EventPtr event = randomEvent(300'000, true);
        const auto large = std::make_shared<LargeEvent>(event, m_traffic);
        EventSource mixed({ QByteArray("data: "), EventSource::Json{ large }, QByteArray("\n\n"),
                            EventSource::Body{ large }, EventSource::Json{ large } });
        QCOMPARE(all(mixed), "data: " + eventJson(*event) + "\n\n" + event->body + eventJson(*event));
    }

    void readersThatKeepStepShareWhatIsMade()
    {
        const EventPtr event = randomEvent(400'000, true);
        const auto large = std::make_shared<LargeEvent>(event, m_traffic);
        EventSource one({ EventSource::Json{ large } });
        EventSource other({ EventSource::Json{ large } });
        int shared = 0;
        while (!one.isAtEnd()) {
            const QByteArray piece = one.next();
            if (piece.isEmpty())
                continue;
            QByteArray same;
            while (same.isEmpty())
                same = other.next();
            QCOMPARE(same, piece);
            shared += same.isSharedWith(piece) ? 1 : 0;
        }
        QVERIFY(other.isAtEnd());
        QVERIFY(shared > 3);
    }

    void aLargeEventIsHeldOnceForAllItsReaders()
    {
        FrameCache frames(m_traffic);
        const EventPtr event = randomEvent(LargeEvent::LeastBody, true);
        auto one = frames.large(event);
        auto other = frames.large(event);
        QCOMPARE(one, other);
        QVERIFY(m_traffic.held >= event->body.size());
        QVERIFY(m_traffic.held < event->body.size() + 1000);
        one.reset();
        other.reset();
        QCOMPARE(m_traffic.held, 0);
        QCOMPARE(event.use_count(), 1);
    }

    void framesOfAPageAreRememberedUpToABound()
    {
        FrameCache frames(m_traffic);
        std::vector<EventPtr> page;
        for (int i = 0; i < 500; ++i) {
            const auto event = std::make_shared<Event>();
            event->id = { (1'000'000LL << 20) + i };
            event->body = QByteArray(500, 'x');
            page.push_back(event);
        }
        std::vector<QByteArray> made;
        made.reserve(page.size());
        for (const EventPtr &event : page)
            made.push_back(frames.frame(event, FrameForm::Json));
        for (size_t i = 0; i < page.size(); ++i)
            QVERIFY(frames.frame(page[i], FrameForm::Json).isSharedWith(made[i]));

        std::vector<std::weak_ptr<const Event>> seen;
        for (int i = 0; i < 1000; ++i) {
            const auto event = std::make_shared<Event>();
            event->id = { (2'000'000LL << 20) + i };
            event->body = QByteArray(100'000, 'x');
            seen.push_back(event);
            QCOMPARE(frames.frame(event, FrameForm::Body).size(), 100'010);
        }
        const auto kept = std::ranges::count_if(seen, [](const auto &event) { return !event.expired(); });
        QVERIFY(kept * 200'000 <= FrameCache::MostBytes + 200'000);
        frames.clear();
        QVERIFY(std::ranges::all_of(seen, &std::weak_ptr<const Event>::expired));
        QCOMPARE(page.front().use_count(), 1);
    }
};

HOOKBOT_TEST(EventSourceTest)
#include "eventsource_test.moc"
