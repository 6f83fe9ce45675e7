#include "broker/log/logclock.h"
#include "tests/log/everylog.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <random>

using namespace hookbot;
using namespace std::chrono_literals;

/// What ids say of times, through whatever a clock does: of the clock alone, and of every log.
class LogClockTest : public QObject, private EveryLog
{
    Q_OBJECT

private:
    using Time = LogClock::Time;

    static constexpr std::chrono::hours Year{ 365 * 24 };

    [[nodiscard]] std::vector<EventId> idsSince(std::chrono::milliseconds ago)
    {
        std::vector<EventId> ids;
        for (const EventPtr &event : read(m_log->positionAt(m_clock.time() - ago), "a").events)
            ids.push_back(event->id);
        return ids;
    }

private Q_SLOTS:
    void initTestCase_data() { addKinds(); }

    /// Keeps events for longer than the clock goes wrong by.
    void init() { makeLog({ .age = 10 * Year }); }

    void cleanup() { m_log.reset(); }

    void saysWhatIdsSayWhereTheClockIsRight()
    {
        LogClock clock;
        const Time now{ 1'700'000'000'000ms };
        const EventId first = clock.next({}, now);
        QCOMPARE(first.value, EventId::atTime(now).value);
        const EventId second = clock.next(first, now - 500ms); // as services that keep it right correct it
        QCOMPARE(second.value, first.value + 1);
        QVERIFY(clock.steps().empty());
        QCOMPARE(clock.positionAt(now).value, first.value - 1);
        QVERIFY(clock.timeOf(second) == now);
        QCOMPARE(clock.positionAt(Time(-5s)).value, 0);
    }

    void idsAreOfTheClockAgainOnceItHasCaughtUp()
    {
        LogClock clock;
        const Time now{ 1'700'000'000'000ms };
        EventId last = clock.next({}, now + 1h);
        last = clock.next(last, now);
        QCOMPARE(clock.steps().size(), size_t(1));
        QVERIFY(clock.timeOf(last) == now);
        last = clock.next(last, now + 2h);
        QCOMPARE(last.value, EventId::atTime(now + 2h).value);
        QVERIFY(clock.timeOf(last) == now + 2h);
    }

    /// Against what was written down of each event.
    void isRightWhateverTheClockDoes()
    {
        std::mt19937 random(20261129);
        for (int round = 0; round < 50; ++round) {
            LogClock clock;
            Time now{ 1'700'000'000'000ms };
            std::vector<std::pair<EventId, Time>> events;
            EventId last;
            for (int i = 0; i < 200; ++i) {
                now += std::chrono::milliseconds(random() % 3000);
                if (random() % 20 == 0)
                    now += std::chrono::seconds(int(random() % 200'000) - 100'000);
                const EventId id = clock.next(last, now);
                QVERIFY(id > last);
                last = id;
                events.emplace_back(id, now);
            }
            QVERIFY(clock.steps().size() <= LogClock::MostSteps);
            // An event is never younger than one after it.
            Time latest = Time::max();
            for (auto event = events.rbegin(); event != events.rend(); ++event)
                latest = event->second = std::min(event->second, latest);
            for (const auto &[id, time] : events) {
                const auto off = clock.timeOf(id) - time;
                QVERIFY(off >= -2s && off <= 2s);
            }
            for (int i = 0; i < 50; ++i) {
                const Time time =
                    events[random() % events.size()].second - 1s + std::chrono::milliseconds(random() % 2000);
                const EventId position = clock.positionAt(time);
                for (const auto &[id, taken] : events) {
                    if (taken < time - 2s)
                        QVERIFY(id <= position);
                    if (taken > time + 2s)
                        QVERIFY(id > position);
                }
            }
        }
    }

    void rememberedStepsAreBounded()
    {
        LogClock clock;
        Time now{ 1'700'000'000'000ms };
        EventId last;
        for (int i = 0; i < 1000; ++i) {
            last = clock.next(last, now);
            now -= 10s;
        }
        QCOMPARE(clock.steps().size(), LogClock::MostSteps);
        QVERIFY(clock.timeOf(last) == now + 10s);
    }

    void aClockThatWasAheadOnceKeepsSinceRight()
    {
        const EventId before = append("a");
        m_clock.advance(10min);
        m_clock.advance(Year);
        const EventId ahead = append("a");
        m_clock.advance(-Year);
        const EventId after = append("a");
        m_clock.advance(10min);
        const EventId last = append("a");
        QCOMPARE(idsSince(1s), std::vector{ last });
        QCOMPARE(idsSince(11min), (std::vector{ ahead, after, last }));
        QCOMPARE(idsSince(21min), (std::vector{ before, ahead, after, last }));
        m_clock.advance(2s);
        QCOMPARE(idsSince(1s), std::vector<EventId>());
    }

    void aClockThatWasAheadOnceKeepsRetentionRight()
    {
        makeLog({ .age = 1h });
        m_clock.advance(Year);
        append("a");
        m_clock.advance(-Year);
        const EventId after = append("a");
        m_clock.advance(59min);
        const EventId kept = append("a");
        QCOMPARE(idsOf(*m_log, "a").size(), size_t(3));
        m_clock.advance(2min);
        const EventId last = append("a");
        QVERIFY(QTest::qWaitFor([&] { return read({}, "a").pruned == after; }, Patience));
        QCOMPARE(idsOf(*m_log, "a"), (std::vector{ kept, last }));
    }

    void whatLooksBackGoesByTimes()
    {
        append("a");
        m_clock.advance(Year);
        append("a");
        m_clock.advance(-Year);
        append("a");
        m_clock.advance(1h);
        Draft sent = draft("a");
        sent.time = m_clock.time();
        const EventId last = hookbot::append(*m_log, { sent }).front();
        SearchTerms wanted;
        wanted.notBefore = m_clock.time() - 1min;
        const auto found = searchAll(*m_log, wanted);
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].event.id.value, last.value);
        QVERIFY(*hookbot::totals(*m_log).oldest == m_clock.time() - 1h);
        const EventId today{ m_log->positionAt(m_clock.time() - 1min).value + 1 };
        const auto channels = countAll(*m_log, { .upTo = last, .today = today, .hour = today });
        QCOMPARE(channels.at("a").events, 4);
        QCOMPARE(channels.at("a").today, 1);
        QVERIFY(channels.at("a").time == m_clock.time());
        QCOMPARE(channels.at("a").minutes.size(), size_t(1));
        QCOMPARE(channels.at("a").minutes[0].first, minuteOf(m_clock.time()));
    }
};

HOOKBOT_TEST(LogClockTest)
#include "logclock_test.moc"
