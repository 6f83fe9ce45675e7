#include "tests/log/everylog.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <random>
#include <ranges>

using namespace hookbot;
using namespace std::chrono_literals;

/// Searching, in every log.
class EventSearchTest : public QObject, private EveryLog
{
    Q_OBJECT

private:
    void appendAll(std::vector<Draft> drafts)
    {
        const size_t count = drafts.size();
        QCOMPARE(hookbot::append(*m_log, std::move(drafts)).size(), count);
    }

    static std::vector<EventId> idsOf(const std::vector<EventPreview> &found)
    {
        std::vector<EventId> ids;
        ids.reserve(found.size());
        for (const EventPreview &preview : found)
            ids.push_back(preview.event.id);
        return ids;
    }

    static QByteArrayList bodiesOf(const std::vector<EventPreview> &found)
    {
        QByteArrayList bodies;
        for (const EventPreview &preview : found)
            bodies.append(preview.event.body);
        return bodies;
    }

    static SearchTerms newer(EventId from = {})
    {
        SearchTerms terms;
        terms.direction = SearchTerms::Direction::Newer;
        terms.from = from;
        return terms;
    }

    static SearchTerms older(EventId from = {})
    {
        SearchTerms terms;
        terms.from = from;
        return terms;
    }

    static SearchTerms searching(const QByteArrayList &words)
    {
        SearchTerms terms;
        terms.words = words;
        return terms;
    }

private Q_SLOTS:
    void initTestCase_data() { addKinds(); }
    void init() { makeLog({}); }
    void cleanup() { m_log.reset(); }

    void searchesInBothDirections()
    {
        const std::vector<EventId> ids{ append("a", "1"), append("/unsafe/a", "2"), append("b", "3") };
        QCOMPARE(bodiesOf(searchAll(*m_log, older())), QByteArrayList({ "3", "2", "1" }));
        QCOMPARE(bodiesOf(searchAll(*m_log, newer())), QByteArrayList({ "1", "2", "3" }));
        QCOMPARE(bodiesOf(searchAll(*m_log, older(ids[2]))), QByteArrayList({ "2", "1" }));
        QCOMPARE(bodiesOf(searchAll(*m_log, newer(ids[0]))), QByteArrayList({ "2", "3" }));
        QCOMPARE(bodiesOf(searchAll(*m_log, older(ids[0]))), QByteArrayList());
        QCOMPARE(bodiesOf(searchAll(*m_log, newer(ids[2]))), QByteArrayList());
        QCOMPARE(search(*m_log, newer(ids[2])).upTo.value, ids[2].value);
    }

    void anEmptyLogIsAtItsEnd()
    {
        QVERIFY(search(*m_log, older()).isEnd);
        QVERIFY(search(*m_log, newer()).isEnd);
    }

    void aCallFindsUpToItsLimit()
    {
        const std::vector<EventId> ids = appendMany(10, "a");
        SearchTerms wanted = older();
        wanted.limit = 4;
        const SearchPage page = search(*m_log, wanted);
        QCOMPARE(page.found.size(), size_t(4));
        QCOMPARE(page.upTo.value, ids[6].value);
        QVERIFY(!page.isEnd);
        QVERIFY(idsOf(searchAll(*m_log, wanted)) == std::vector<EventId>(ids.rbegin(), ids.rend()));
    }

    void aCallExaminesUpToItsBudgetOfEvents()
    {
        const std::vector<EventId> ids = appendMany(10, "a");
        SearchTerms wanted = newer();
        wanted.replayOf = EventId{ 1 }; // has no replay
        wanted.budget.events = 3;
        const SearchPage page = search(*m_log, wanted);
        QVERIFY(page.found.empty());
        QCOMPARE(page.upTo.value, ids[2].value);
        QVERIFY(!page.isEnd);
        QVERIFY(searchAll(*m_log, wanted).empty());
    }

    void aCallReadsUpToItsBudgetOfBytes()
    {
        const std::vector<EventId> ids = appendMany(4, "a", QByteArray(1000, 'x'));
        SearchTerms wanted = searching({ "nowhere" });
        for (const auto &[bytes, looked] : { std::pair(1, 1), std::pair(1500, 2), std::pair(2500, 3) }) {
            wanted.budget.bytes = bytes;
            const SearchPage page = search(*m_log, wanted);
            QVERIFY(page.found.empty());
            QCOMPARE(page.upTo.value, ids[size_t(4 - looked)].value);
            QVERIFY(!page.isEnd);
        }
    }

    void aBodyLargerThanTheBudgetIsSearchedToItsEnd()
    {
        const QByteArray body = QByteArray(10'000'000, 'x') + "needle";
        append("a", body);
        append("a", "y");
        const std::vector<EventPreview> found = searchAll(*m_log, searching({ "NEEDLE" }));
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found.front().size, qint64(body.size()));
        QCOMPARE(found.front().event.body, QByteArray(qsizetype(16) * 1024, 'x'));
    }

    void returnsTheBeginningOfABody()
    {
        append("a", "0123456789");
        SearchTerms wanted = older();
        wanted.bodyPrefix = 4;
        const SearchPage page = search(*m_log, wanted);
        QCOMPARE(page.found.front().event.body, QByteArray("0123"));
        QCOMPARE(page.found.front().size, qint64(10));
    }

    void returnsAllOtherFieldsOfAnEvent()
    {
        Draft sent = draft("a/b", QByteArray("\xff\0x", 3));
        sent.time = m_clock.time() + 17ms;
        sent.method = "PUT";
        sent.query = "x=1";
        sent.headers.append("X-One", "1");
        sent.remote = "192.0.2.7";
        sent.replayOf = { 42 };
        appendAll({ sent });
        for (const SearchTerms &wanted : { older(), newer(), searching({ "x-one" }) }) {
            const SearchPage page = search(*m_log, wanted);
            QCOMPARE(page.found.size(), size_t(1));
            const Event &event = page.found.front().event;
            QVERIFY(event.time == sent.time);
            QCOMPARE(event.channel, sent.channel);
            QCOMPARE(event.method, sent.method);
            QCOMPARE(event.query, sent.query);
            QCOMPARE(event.headers.bytes(), sent.headers.bytes());
            QCOMPARE(event.remote, sent.remote);
            QCOMPARE(event.replayOf.value, sent.replayOf.value);
            QCOMPARE(event.body, sent.body);
        }
    }

    void searchesEverywhere_data()
    {
        QTest::addColumn<QByteArrayList>("words");
        QTest::addColumn<bool>("isFound");
        const auto row = [](const QByteArrayList &words, bool isFound) {
            QTest::addRow("%s", words.join('|').constData()) << words << isFound;
        };
        row({}, true);
        row({ "" }, true);
        row({ "github" }, true);         // channel
        row({ "GITHUB.com" }, true);     // in any case
        row({ "page=2" }, true);         // query
        row({ "x-github-event" }, true); // a header's name
        row({ "issue_comment" }, true);  // and its value
        row({ "opened" }, true);         // body
        row({ "github", "OPENED" }, true);
        row({ "github", "closed" }, false);
        row({ "ope", "pened", "o" }, true);
        row({ "openedx" }, false);
        row({ "opened\"}" }, true); // the body's end
        row({ "{\"ac" }, true);     // and its beginning
        row({ "gr\xc3\xbc\xc3\x9f"
              "e" },
            true);
        row({ "GR\xc3\x9c\xc3\x9f"
              "E" },
            false); // only ASCII
    }

    void searchesEverywhere()
    {
        QFETCH(QByteArrayList, words);
        Draft sent = draft("github.com/Octo", "{\"action\": \"gr\xc3\xbc\xc3\x9f"
                                              "e Opened\"}");
        sent.query = "page=2";
        sent.headers.append("X-GitHub-Event", "Issue_Comment");
        appendAll({ draft("other"), sent, draft("other") });
        SearchTerms wanted = searching(words);
        wanted.channel = Filter{ "github.com/" };
        QTEST(!searchAll(*m_log, wanted).empty(), "isFound");
    }

    void notBeforeATime()
    {
        Draft sent = draft("a", "old");
        sent.time = m_clock.time();
        appendAll({ sent });
        m_clock.advance(1h);
        sent.time = m_clock.time() - 1ms; // sent before, taken in after
        sent.body = "just before";
        appendAll({ sent });
        const auto then = m_clock.time();
        sent.time = then;
        sent.body = "then";
        appendAll({ sent });
        for (SearchTerms wanted : { older(), newer() }) {
            wanted.notBefore = then;
            QCOMPARE(bodiesOf(searchAll(*m_log, wanted)), QByteArrayList({ "then" }));
        }
    }

    void findsReplays()
    {
        const EventId id = append("a", "1");
        Draft again = draft("a", "again");
        again.replayOf = id;
        appendAll({ draft("a", "2"), again });
        SearchTerms wanted = older();
        wanted.replayOf = id;
        QCOMPARE(bodiesOf(searchAll(*m_log, wanted)), QByteArrayList({ "again" }));
    }

    void asksTheCallerLast()
    {
        appendMany(5, "a");
        const EventId id = append("a", "wanted");
        append("b", "wanted");
        std::vector<EventId> asked;
        SearchTerms wanted = newer();
        wanted.channel = Filter{ "a" };
        wanted.accepts = [&](const EventPreview &preview) {
            asked.push_back(preview.event.id);
            return preview.event.body == "wanted";
        };
        const SearchPage page = search(*m_log, wanted);
        QVERIFY(idsOf(page.found) == std::vector<EventId>{ id });
        QCOMPARE(asked.size(), size_t(6));
        QVERIFY(std::ranges::is_sorted(asked));
    }

    /// Whatever is in the log and however it is asked: the calls together find what matches.
    void callsTogetherFindWhatMatches()
    {
        std::mt19937 random(20261125);
        const QByteArrayList segments{ "a", "b/", "s/s/s/s/s/s/s/s/s/s/", "/unsafe/" };
        const auto randomName = [&] {
            QByteArray name = random() % 3 == 0 ? "/unsafe/" : "";
            for (int left = int(random() % 4); left > 0; --left)
                name += segments[qsizetype(random() % 3)];
            return name;
        };
        std::vector<Draft> drafts;
        drafts.reserve(400);
        for (int i = 0; i < 400; ++i)
            drafts.push_back(draft(randomName(), random() % 2 ? "even" : "odd"));
        const std::vector<Draft> sent = drafts;
        const std::vector<EventId> ids = hookbot::append(*m_log, std::move(drafts));
        size_t total = 0;
        for (int round = 0; round < 60; ++round) {
            const bool isOlder = random() % 2 == 0;
            const size_t start = random() % ids.size();
            SearchTerms wanted = isOlder ? older(ids[start]) : newer(ids[start]);
            if (random() % 4 > 0)
                wanted.channel = Filter{ randomName() };
            if (random() % 2)
                wanted.words = { "EVEN" };
            wanted.limit = qsizetype(1 + random() % 20);
            wanted.budget = { .events = qsizetype(1 + random() % 30), .bytes = qint64(1 + random() % 100) };
            std::vector<EventId> expected;
            for (size_t i = 0; i < ids.size(); ++i) {
                if ((isOlder ? i < start : i > start) &&
                    (!wanted.channel || wanted.channel->matches(sent[i].channel)) &&
                    (wanted.words.isEmpty() || sent[i].body == "even"))
                    expected.push_back(ids[i]);
            }
            if (isOlder)
                std::ranges::reverse(expected);
            QVERIFY(idsOf(searchAll(*m_log, wanted)) == expected);
            total += expected.size();
        }
        QVERIFY(total > 1000);
    }

    void whatIsDroppedIsNotFound()
    {
        makeLog({ .events = 5 });
        appendMany(2000, "a");
        QTRY_COMPARE_WITH_TIMEOUT(totals(*m_log).events, qint64(5), Patience);
        QCOMPARE(searchAll(*m_log, older()).size(), size_t(5));
        QCOMPARE(countAll(*m_log, { .upTo = m_log->head(), .today = {}, .hour = {} }).at("a").events, qint64(5));
    }
};

HOOKBOT_TEST(EventSearchTest)
#include "eventsearch_test.moc"
