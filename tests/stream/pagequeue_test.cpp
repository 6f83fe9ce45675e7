#include "broker/stream/pagequeue.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <deque>

using namespace hookbot;

namespace {

/// Answers when it is told to, with an event after the place that was asked for.
class FakeLog final : public EventLog
{
public:
    void read(EventId after, const Filter &filter, ReadLimit limit, std::function<void(const Page &)> done) override
    {
        asked.append(after.value);
        most = std::max(most, qsizetype(questions.size()) + 1);
        questions.emplace_back(after, std::move(done));
        filters.append(filter.name);
        bytes.append(limit.bytes);
    }
    void answer(qsizetype bodySize = 10)
    {
        auto [after, done] = std::move(questions.front());
        questions.pop_front();
        const auto event = std::make_shared<Event>();
        event->id = { after.value + 1 };
        event->body = QByteArray(bodySize, 'x');
        done({ { event }, event->id, {}, {}, {} });
    }

    void appendAll(Batch, std::function<void(const Appended &)>) override {}
    std::optional<EventId> position(const QByteArray &) const override { return {}; }
    void find(EventId, std::function<void(const EventPtr &)>) override {}
    EventId head() const override { return {}; }

    QList<qint64> asked;
    QList<QByteArray> filters;
    QList<qint64> bytes;
    qsizetype most = 0; ///< at a time
    std::deque<std::pair<EventId, std::function<void(const Page &)>>> questions;
};

} // namespace

class PageQueueTest : public QObject
{
    Q_OBJECT

private:
    static PageQueue::Ticket read(PageQueue &queue, qint64 after, QList<qint64> &got, const QByteArray &channel = "a")
    {
        return queue.read({ after }, { channel }, {},
                          [&got](const EventLog::Page &page) { got.append(page.upTo.value); });
    }

private Q_SLOTS:
    void readsAFewPagesAtATimeInTheOrderOfAsking()
    {
        FakeLog log;
        PageQueue queue(log);
        QList<qint64> got;
        std::vector<PageQueue::Ticket> tickets;
        for (qint64 after = 1; after <= 50; ++after)
            tickets.push_back(read(queue, after * 10, got));
        QCOMPARE(log.asked.size(), PageQueue::MostPages);
        QVERIFY(got.isEmpty());
        while (!log.questions.empty()) {
            log.answer();
            QCoreApplication::processEvents();
        }
        QCOMPARE(log.most, PageQueue::MostPages);
        QCOMPARE(got.size(), 50);
        QVERIFY(std::ranges::is_sorted(got));
    }

    void manyThatAskForTheSamePageShareOneRead()
    {
        FakeLog log;
        PageQueue queue(log);
        QList<qint64> got;
        std::vector<PageQueue::Ticket> tickets;
        tickets.reserve(103);
        for (int i = 0; i < 100; ++i)
            tickets.push_back(read(queue, 10, got));
        tickets.push_back(read(queue, 10, got, "b")); // another page
        tickets.push_back(queue.read({ 10 }, { "a" }, { 1000, 1 }, [](const EventLog::Page &) {}));
        QCOMPARE(log.asked, QList<qint64>({ 10, 10, 10 }));
        log.answer();
        QTRY_COMPARE(got.size(), 100);
        tickets.push_back(read(queue, 10, got)); // it has been read: there may be more by now
        QCOMPARE(log.asked.size(), 4);
    }

    /// What a crowd is given leaves room for others in each turn of the loop.
    void handsOutABoundedAmountATurn()
    {
        FakeLog log;
        PageQueue queue(log);
        QList<qint64> got;
        std::vector<PageQueue::Ticket> tickets;
        tickets.reserve(1000);
        for (int i = 0; i < 1000; ++i)
            tickets.push_back(read(queue, 10, got));
        constexpr qsizetype Size = 100LL * 1024;
        log.answer(Size);
        qsizetype before = 0;
        while (got.size() < 1000) {
            QVERIFY(got.size() > before);
            QVERIFY((got.size() - before - 1) * Size < PageQueue::BytesPerTurn);
            before = got.size();
            QCoreApplication::processEvents();
        }
    }

    void whoHasGoneCostsNothing()
    {
        FakeLog log;
        PageQueue queue(log);
        QList<qint64> got;
        std::vector<PageQueue::Ticket> tickets;
        for (qint64 after = 1; after <= 20; ++after)
            tickets.push_back(read(queue, after, got));
        for (size_t i = 0; i < 19; ++i)
            tickets[i].reset();
        while (!log.questions.empty()) {
            log.answer();
            QCoreApplication::processEvents();
        }
        QCOMPARE(got, QList<qint64>({ 21 }));
        QCOMPARE(log.asked.size(), PageQueue::MostPages + 1);
    }

    void onesAnswerMayAskForTheNext()
    {
        FakeLog log;
        PageQueue queue(log);
        QList<qint64> got;
        PageQueue::Ticket ticket;
        std::function<void(const EventLog::Page &)> next = [&](const EventLog::Page &page) {
            got.append(page.upTo.value);
            ticket = queue.read(page.upTo, { "a" }, {}, next);
        };
        ticket = queue.read({ 1 }, { "a" }, {}, next);
        for (int i = 0; i < 5; ++i) {
            log.answer();
            QCoreApplication::processEvents();
        }
        QCOMPARE(got, QList<qint64>({ 2, 3, 4, 5, 6 }));
    }

    void endsBeforeTheLogAnswers()
    {
        FakeLog log;
        QList<qint64> got;
        {
            PageQueue queue(log);
            const auto ticket = read(queue, 1, got);
        }
        log.answer();
        QVERIFY(got.isEmpty());
    }
};

HOOKBOT_TEST(PageQueueTest)
#include "pagequeue_test.moc"
