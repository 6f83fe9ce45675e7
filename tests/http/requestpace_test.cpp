#include "broker/http/backlog.h"
#include "broker/http/requestpace.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

namespace {

using Part = RequestPace::Part;

/// The second in which a peer is cut that has sent this much by each second; 0 if it is not within @p seconds.
template<typename Body>
int cutAfter(RequestPace &pace, Part part, Body body, int seconds, bool isFirst = true)
{
    for (int second = 1; second <= seconds; ++second) {
        pace.tick(false);
        if (pace.overdue(part, body(second), isFirst))
            return second;
    }
    return 0;
}

qsizetype none(int)
{
    return 0;
}

class RequestPaceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anIdlePeerIsCutWithoutAnAnswer()
    {
        RequestPace first;
        QCOMPARE(cutAfter(first, Part::Nothing, none, 100), 10);
        RequestPace later;
        QCOMPARE(cutAfter(later, Part::Nothing, none, 100, false), 75);
        QVERIFY(!later.overdue(Part::Nothing, 0, false)->refusal);
        later.restart();
        QCOMPARE(cutAfter(later, Part::Nothing, none, 74, false), 0);
    }

    void aHeadHasTenSeconds()
    {
        RequestPace pace;
        QCOMPARE(cutAfter(pace, Part::Head, none, 100, false), 10);
        QCOMPARE(pace.overdue(Part::Head, 0, false)->refusal->status, 408);
    }

    void silenceDoesNotCountWhileNothingIsRead()
    {
        RequestPace pace;
        for (int second = 0; second < 1000; ++second)
            pace.tick(true);
        QVERIFY(!pace.overdue(Part::Head, 0, true));
    }

    void aBodyNeedsAKibibyteASecond()
    {
        RequestPace pace;
        pace.beginBody();
        QCOMPARE(cutAfter(
                     pace, Part::Body, [](int second) { return second * 1024; }, 3600),
                 0);
        pace.beginBody();
        QCOMPARE(cutAfter(
                     pace, Part::Body, [](int second) { return second * 1000; }, 3600),
                 10);
    }

    void aBodyThatStopsIsCut()
    {
        RequestPace pace;
        pace.beginBody();
        const auto stops = [](int second) { return std::min(second, 5) * 100 * 1024; };
        QCOMPARE(cutAfter(pace, Part::Body, stops, 3600), 20); // it passes the measure of the first ten seconds
    }

    void theWholeOfABodyIsMeasuredToo()
    {
        // Each window has 10 KiB in its tenth second: the pace is kept, and so is the whole.
        RequestPace pace;
        pace.beginBody();
        QCOMPARE(cutAfter(
                     pace, Part::Body, [](int second) { return second / 10 * 10 * 1024; }, 3600),
                 0);
    }

    void aBacklogKeepsItsEnd()
    {
        Backlog backlog;
        QByteArray all;
        for (int i = 0; i < 5000; ++i) {
            const QByteArray piece = QByteArray::number(i) + ' ';
            backlog.append(piece);
            all += piece;
            if (i % 3 == 0) {
                const qsizetype left = std::max<qsizetype>(0, all.size() - 7);
                backlog.keepLast(left);
                all = all.last(left);
            }
            QCOMPARE(backlog.bytes().toByteArray(), all);
        }
        QVERIFY(backlog.capacity() < qsizetype(64) * 1024);
        backlog.keepLast(0);
        QVERIFY(backlog.isEmpty());
        QCOMPARE(backlog.capacity(), 0);
    }
};

} // namespace

HOOKBOT_TEST(RequestPaceTest)
#include "requestpace_test.moc"
