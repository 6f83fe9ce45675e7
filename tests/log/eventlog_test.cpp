#include "tests/log/everylog.h"
#include "tests/support/suite.h"

#include <QtCore/QThread>
#include <QtTest/QTest>

#include <random>
#include <ranges>

using namespace hookbot;
using namespace std::chrono_literals;

/// What applies to every log.
class EventLogTest : public QObject, private EveryLog
{
    Q_OBJECT

private:
    static QByteArrayList bodiesOf(const EventLog::Page &page)
    {
        QByteArrayList bodies;
        for (const EventPtr &event : page.events)
            bodies.append(event->body);
        return bodies;
    }

private Q_SLOTS:
    void initTestCase_data() { addKinds(); }

    void init() { makeLog({}); }

    void cleanup() { m_log.reset(); }

    void answersAfterTheCallAndInItsThread()
    {
        const EventId id = append("a");
        int answers = 0;
        const auto answer = [&](const auto &) { answers += QThread::currentThread() == thread() ? 1 : 100; };
        m_log->append(draft("a"), answer);
        m_log->read({}, { "a" }, {}, answer);
        m_log->find(id, answer);
        QCOMPARE(answers, 0);
        QTRY_COMPARE_WITH_TIMEOUT(answers, 3, Patience);
    }

    /// What a callback holds may belong to one thread alone.
    void destroysCallbacksInTheirThread()
    {
        const EventId id = append("a");
        std::atomic<int> elsewhere = 0;
        for (int i = 0; i < 500; ++i) {
            const auto makeHeld = [&] {
                return std::shared_ptr<int>(new int(0), [&, owner = QThread::currentThread()](const int *held) {
                    elsewhere += QThread::currentThread() == owner ? 0 : 1;
                    delete held;
                });
            };
            bool isRead = false;
            bool isFound = false;
            m_log->read({}, { "a" }, {}, [&isRead, held = makeHeld()](const EventLog::Page &) { isRead = true; });
            m_log->find(id, [&isFound, held = makeHeld()](const EventPtr &) { isFound = true; });
            m_log->append(draft("b"), [held = makeHeld()](const EventLog::Appended &) {});
            while (!isRead || !isFound)
                QCoreApplication::processEvents();
        }
        m_log.reset();
        QCOMPARE(elsewhere.load(), 0);
    }

    void reportsEachEventAndThenItsAnswerInOrder()
    {
        QByteArrayList order;
        connect(m_log.get(), &EventLog::committed, m_log.get(),
                [&](const EventPtr &event) { order.append("committed " + event->body); });
        QByteArrayList expected;
        for (int i = 0; i < 100; ++i) {
            const QByteArray body = QByteArray::number(i);
            expected << "committed " + body << "answered " + body;
            m_log->append(draft("a", body), [&order, body](const auto &) { order.append("answered " + body); });
        }
        QVERIFY(order.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(order, expected, Patience);
    }

    void answersWithTheCommittedId()
    {
        EventId told;
        EventId headThen;
        connect(m_log.get(), &EventLog::committed, m_log.get(), [&](const EventPtr &event) {
            told = event->id;
            headThen = m_log->head();
        });
        const EventId answered = append("a");
        QVERIFY(answered > EventId());
        QCOMPARE(answered.value, told.value);
        QCOMPARE(headThen.value, told.value);
        QCOMPARE(m_log->head().value, told.value);
    }

    void acceptsAnAppendFromAnAnswer()
    {
        int answers = 0;
        std::function<void(const EventLog::Appended &)> answer = [&](const EventLog::Appended &) {
            if (++answers < 10)
                m_log->append(draft("a", QByteArray::number(answers)), answer);
        };
        m_log->append(draft("a", "0"), answer);
        QTRY_COMPARE_WITH_TIMEOUT(answers, 10, Patience);
        QCOMPARE(bodiesOf(read({}, "a")), QByteArrayList({ "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" }));
    }

    void aBatchIsCommittedEventByEventAndAnsweredOnce()
    {
        QByteArrayList order;
        connect(m_log.get(), &EventLog::committed, m_log.get(),
                [&](const EventPtr &event) { order.append("committed " + event->body); });
        EventId answered;
        m_log->append(draft("a", "0"), [&](const auto &) { order.append("answered 0"); });
        m_log->appendAll({ { draft("a", "1"), draft("b", "2") }, {} }, [&](const EventLog::Appended &appended) {
            order.append("answered 1 and 2");
            answered = appended.id;
        });
        m_log->append(draft("a", "3"), [&](const auto &) { order.append("answered 3"); });
        const QByteArrayList expected{ "committed 0",      "answered 0",  "committed 1", "committed 2",
                                       "answered 1 and 2", "committed 3", "answered 3" };
        QTRY_COMPARE_WITH_TIMEOUT(order, expected, Patience);
        QCOMPARE(bodiesOf(read({}, "a")), QByteArrayList({ "0", "1", "3" }));
        QCOMPARE(bodiesOf(read({}, "b")), QByteArrayList({ "2" }));
        QCOMPARE(read({}, "b").events.front()->id.value, answered.value);
    }

    void keepsPositions()
    {
        const EventId first = append("a");
        QVERIFY(!m_log->position("one"));
        QVERIFY(hookbot::appendAll(*m_log, { { draft("b") }, EventLog::Position{ "one", first } }).ok());
        QCOMPARE(m_log->position("one")->value, first.value);
        QVERIFY(!m_log->position("other"));

        // Also without an event: the log's head stays where it is, then.
        const EventId head = m_log->head();
        const auto alone = hookbot::appendAll(*m_log, { {}, EventLog::Position{ "one", head } });
        QVERIFY(alone.ok());
        QCOMPARE(alone.id.value, 0);
        QCOMPARE(m_log->position("one")->value, head.value);
        QCOMPARE(m_log->head().value, head.value);
    }

    void idsGrowThroughAClockThatJumpsBack()
    {
        const EventId first = append("a");
        QVERIFY(first >= EventId::atTime(m_clock.time()));
        m_clock.advance(-1h);
        EventId last = first;
        for (const EventId id : appendMany(5, "a")) {
            QVERIFY(id > last);
            last = id;
        }
        m_clock.advance(2h);
        QVERIFY(append("a") >= EventId::atTime(m_clock.time()));
    }

    void readsWhatMatchesInOrder()
    {
        const EventId first = append("a", "1");
        append("b", "2");
        const EventId last = append("a", "3");
        QCOMPARE(bodiesOf(read({}, "a")), QByteArrayList({ "1", "3" }));
        QCOMPARE(bodiesOf(read(first, "a")), QByteArrayList({ "3" }));
        QCOMPARE(bodiesOf(read(last, "a")), QByteArrayList());
        QCOMPARE(bodiesOf(read({}, "")), QByteArrayList({ "1", "2", "3" }));
    }

    void readsWhatAFilterMatches_data()
    {
        QTest::addColumn<QByteArray>("filter");
        QTest::addColumn<QByteArrayList>("heard");

        const QByteArray deep = QByteArray("s/").repeated(20);
        QTest::newRow("channel") << QByteArray("a/b") << QByteArrayList{ "a/b" };
        QTest::newRow("channel that ends in a slash") << QByteArray("a/") << QByteArrayList{ "a/", "a/b", "a/b/c" };
        QTest::newRow("prefix") << QByteArray("a/b/") << QByteArrayList{ "a/b/c" };
        QTest::newRow("nobody's") << QByteArray("b/") << QByteArrayList{};
        QTest::newRow("all safe") << QByteArray("") << QByteArrayList{ "a",  "a/",       "a/b",      "a/b/c",
                                                                       "ab", "unsafe/a", deep + "x", deep + "y" };
        QTest::newRow("all unsafe") << QByteArray("/unsafe/") << QByteArrayList{ "/unsafe/a", "/unsafe/a/b" };
        QTest::newRow("unsafe channel") << QByteArray("/unsafe/a") << QByteArrayList{ "/unsafe/a" };
        QTest::newRow("unsafe prefix") << QByteArray("/unsafe/a/") << QByteArrayList{ "/unsafe/a/b" };
        QTest::newRow("named like unsafe") << QByteArray("unsafe/") << QByteArrayList{ "unsafe/a" };
        QTest::newRow("deep channel") << deep + "x" << QByteArrayList{ deep + "x" };
        QTest::newRow("deep prefix") << deep << QByteArrayList{ deep + "x", deep + "y" };
        QTest::newRow("deep prefix, nobody's") << deep + "x/" << QByteArrayList{};
    }

    void readsWhatAFilterMatches()
    {
        QFETCH(QByteArray, filter);
        QFETCH(QByteArrayList, heard);
        const QByteArray deep = QByteArray("s/").repeated(20);
        std::vector<Draft> drafts;
        for (const QByteArray &channel : QByteArrayList{ "a", "a/", "a/b", "a/b/c", "ab", "/unsafe/a", "/unsafe/a/b",
                                                         "unsafe/a", deep + "x", deep + "y" })
            drafts.push_back(draft(channel, channel));
        QCOMPARE(hookbot::append(*m_log, std::move(drafts)).size(), size_t(10));
        QCOMPARE(bodiesOf(read({}, filter)), heard);
    }

    void readsInPages()
    {
        appendMany(10, "a", QByteArray(100, 'x'));
        EventId after;
        QList<qsizetype> sizes;
        while (after < m_log->head()) {
            const EventLog::Page page = read(after, "a", { .events = 4, .bytes = 1'000'000 });
            sizes.append(qsizetype(page.events.size()));
            after = page.upTo;
        }
        QCOMPARE(sizes, QList<qsizetype>({ 4, 4, 2 }));
    }

    /// The event that reaches a limit is a page's last; so there is always one, however large.
    void aPageIsBoundedBySize()
    {
        const std::vector<EventId> ids = appendMany(3, "a", QByteArray(100, 'x'));
        const qint64 weight = weightOf(draft("a", QByteArray(100, 'x')));
        const auto readUpTo = [&](qint64 bytes) { return read({}, "a", { .events = 100, .bytes = bytes }); };
        QCOMPARE(readUpTo(0).events.size(), size_t(1));
        QCOMPARE(readUpTo(1).events.size(), size_t(1));
        QCOMPARE(readUpTo(weight).events.size(), size_t(1));
        QCOMPARE(readUpTo(weight).upTo.value, ids[0].value);
        QCOMPARE(readUpTo(weight + 1).events.size(), size_t(2));
        QCOMPARE(readUpTo(weight + 1).upTo.value, ids[1].value);
        QCOMPARE(readUpTo(3 * weight).events.size(), size_t(3));
        QCOMPARE(readUpTo(3 * weight).upTo.value, ids[2].value);
    }

    void aPageStatesHowFarItIsComplete()
    {
        append("a");
        const EventId last = append("b");
        QCOMPARE(read({}, "a").upTo.value, last.value);
        QCOMPARE(read({}, "c").upTo.value, last.value);
        QCOMPARE(read(last, "a").upTo.value, last.value);
        const EventId later{ last.value + 5 };
        QCOMPARE(read(later, "a").upTo.value, later.value);
    }

    /// Whatever is in the log, and however it is asked: the pages together are what matches.
    void pagesTogetherAreWhatMatches()
    {
        std::mt19937 random(20261124);
        const QByteArrayList segments{ "a", "b/", "s/s/s/s/s/s/s/s/s/s/", "/unsafe/" };
        const auto randomName = [&] {
            QByteArray name = random() % 3 == 0 ? "/unsafe/" : "";
            for (int left = int(random() % 4); left > 0; --left)
                name += segments[qsizetype(random() % 3)];
            return name;
        };
        std::vector<Draft> drafts;
        drafts.reserve(500);
        for (int i = 0; i < 500; ++i)
            drafts.push_back(draft(randomName(), QByteArray(qsizetype(random() % 500), 'x')));
        const std::vector<Draft> sent = drafts;
        const std::vector<EventId> ids = hookbot::append(*m_log, std::move(drafts));
        QCOMPARE(ids.size(), sent.size());

        size_t given = 0;
        for (int round = 0; round < 100; ++round) {
            const Filter filter{ randomName() };
            const EventLog::ReadLimit limit{ .events = qsizetype(1 + random() % 50),
                                             .bytes = qint64(1 + random() % 10'000) };
            const size_t start = random() % ids.size();
            std::vector<EventId> expected;
            for (size_t i = start + 1; i < sent.size(); ++i) {
                if (filter.matches(sent[i].channel))
                    expected.push_back(ids[i]);
            }
            std::vector<EventId> got;
            for (EventId after = ids[start]; after < m_log->head();) {
                const EventLog::Page page = read(after, filter.name, limit);
                QVERIFY(page.error.isEmpty());
                QVERIFY(page.upTo > after);
                qint64 bytes = 0;
                for (const EventPtr &event : page.events) {
                    QVERIFY(bytes < limit.bytes);
                    bytes += weightOf(*event);
                    got.push_back(event->id);
                    QVERIFY(event->id <= page.upTo);
                }
                QVERIFY(qsizetype(page.events.size()) <= limit.events);
                after = page.upTo;
            }
            QVERIFY2(got == expected, filter.name.constData());
            given += got.size();
        }
        QVERIFY(given > 1000);
    }

    /// A page has nothing that was not told before, and all that it says it has: nothing comes twice or never.
    void readsWhileAppending()
    {
        std::vector<EventId> told;
        connect(m_log.get(), &EventLog::committed, m_log.get(),
                [&](const EventPtr &event) { told.push_back(event->id); });
        int pages = 0;
        int wrong = 0;
        const auto check = [&](const EventLog::Page &page) {
            ++pages;
            std::vector<EventId> given;
            for (const EventPtr &event : page.events)
                given.push_back(event->id);
            const auto isWithin = [&](EventId id) { return id <= page.upTo; };
            std::vector<EventId> expected;
            std::ranges::copy_if(told, std::back_inserter(expected), isWithin);
            wrong += given == expected && page.upTo <= m_log->head() ? 0 : 1;
        };
        for (int i = 0; i < 300; ++i) {
            m_log->append(draft("a"), [](const auto &) {});
            m_log->read({}, { "a" }, {}, check);
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE_WITH_TIMEOUT(pages, 300, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), size_t(300), Patience);
        QCOMPARE(wrong, 0);
    }

    void findsById()
    {
        const EventId safe = append("a", "1");
        const EventId unsafe = append("/unsafe/a", "2");
        QCOMPARE(find(*m_log, safe)->body, QByteArray("1"));
        QCOMPARE(find(*m_log, unsafe)->body, QByteArray("2"));
        QVERIFY(!find(*m_log, {}));
        QVERIFY(!find(*m_log, { 17 }));
        QVERIFY(!find(*m_log, { unsafe.value + 1 }));
    }

    void keepsAllOfAnEvent_data()
    {
        QTest::addColumn<QByteArray>("body");

        QByteArray everyByte;
        for (int byte = 0; byte < 256; ++byte)
            everyByte.append(char(byte));
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("NUL") << QByteArray("a\0b", 3);
        QTest::newRow("every byte") << everyByte;
        QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\xc3");
        QTest::newRow("25 MiB") << everyByte.repeated(qsizetype(25) * 1024 * 4);
    }

    void keepsAllOfAnEvent()
    {
        QFETCH(QByteArray, body);
        Draft sent = draft("a/\xc3\xa9", body);
        sent.time = m_clock.time() + 123'456us;
        sent.method = "POST";
        sent.query = "x=1&y=%00";
        sent.headers.append("X-GitHub-Event", "push");
        sent.headers.append("x-github-event", "\xe9, once more");
        sent.headers.append("Empty", "");
        sent.remote = "2001:db8::1";
        sent.replayOf = { 17 };

        EventPtr told;
        connect(m_log.get(), &EventLog::committed, m_log.get(), [&](const EventPtr &event) { told = event; });
        const EventId id = hookbot::append(*m_log, { sent }).front();
        const EventLog::Page page = read({}, "a/");
        QCOMPARE(page.events.size(), size_t(1));
        for (const EventPtr &event : { told, page.events.front(), find(*m_log, id) }) {
            QVERIFY(event);
            QCOMPARE(event->id.value, id.value);
            QVERIFY(std::chrono::floor<std::chrono::milliseconds>(event->time) == m_clock.time() + 123ms);
            QCOMPARE(event->channel, sent.channel);
            QCOMPARE(event->method, sent.method);
            QCOMPARE(event->query, sent.query);
            QCOMPARE(event->headers.bytes(), sent.headers.bytes());
            QCOMPARE(event->headers.count("X-GitHub-Event"), qsizetype(2));
            QCOMPARE(event->remote, sent.remote);
            QCOMPARE(event->replayOf.value, sent.replayOf.value);
            QVERIFY(event->body == sent.body);
        }
    }

    void keepsAnEventOfWhichNothingIsKnown()
    {
        const EventId id = hookbot::append(*m_log, { Draft() }).front();
        const EventPtr event = find(*m_log, id);
        QVERIFY(event);
        QVERIFY(event->channel.isEmpty() && event->method.isEmpty() && event->query.isEmpty() && event->body.isEmpty());
        QVERIFY(event->headers.isEmpty());
        QCOMPARE(event->replayOf.value, 0);
    }
};

HOOKBOT_TEST(EventLogTest)
#include "eventlog_test.moc"
