#include "broker/log/sqlitelog.h"
#include "broker/stream/cursor.h"
#include "tests/support/suite.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>
#include <array>
#include <random>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

/// Hears a subscription, and is as slow as drain() is called.
class Listener final : private Cursor::Sink
{
public:
    Listener(PageQueue &pages, Hub &hub, const Filter &filter, qint64 limit, EventId start)
        : m_start(start),
          m_cursor(pages, hub, filter, limit, *this)
    {
        m_cursor.startAfter(start);
    }

    void drain()
    {
        m_queued = 0;
        m_cursor.drained();
    }

    [[nodiscard]] bool shouldHear(const Event &event) const
    {
        return event.id > m_start && m_cursor.filter().matches(event.channel);
    }
    [[nodiscard]] bool isLive() const { return m_cursor.isLive(); }
    [[nodiscard]] bool hadGap() const { return m_hadGap; }
    [[nodiscard]] const QList<qint64> &heard() const { return m_heard; }

private:
    void take(const EventPtr &event) override
    {
        m_heard.append(event->id.value);
        m_queued += event->body.size();
    }
    qint64 queued() const override { return m_queued; }
    void failed() override { m_hadGap = true; }
    bool gap(EventId, EventId) override
    {
        m_hadGap = true;
        return true;
    }

    QList<qint64> m_heard;
    EventId m_start;
    qint64 m_queued = 0;
    bool m_hadGap = false;
    Cursor m_cursor;
};

} // namespace

/// From history to live and back, with a log that answers from threads of its own.
class HandoverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Whatever the order of publishing, draining and joining: each event exactly once, in order.
    void neverAGapNorADuplicate()
    {
        constexpr std::array<const char *, 4> Channels{ "a", "a/b", "c", "/unsafe/a" };
        constexpr std::array<const char *, 5> Filters{ "a", "a/", "", "c", "/unsafe/" };
        std::mt19937 random(20261124);
        int heard = 0;
        for (int round = 0; round < 30; ++round) {
            const QTemporaryDir folder;
            SqliteLog log({ folder.filePath(QStringLiteral("events")), Sync::Normal, {} },
                          [] { return std::chrono::system_clock::time_point(1000s); });
            QVERIFY(log.open());
            PageQueue pages(log);
            Hub hub;
            hub.startAt(log.head());
            std::vector<EventPtr> published;
            connect(&log, &EventLog::committed, &log, [&](const EventPtr &event) {
                published.push_back(event);
                hub.deliver(event);
            });
            std::vector<std::unique_ptr<Listener>> listeners;
            size_t appended = 0;
            for (int step = 0; step < 400; ++step) {
                switch (random() % 6) {
                case 0:
                case 1: {
                    Draft draft;
                    draft.channel = Channels[random() % Channels.size()];
                    draft.body = QByteArray(qsizetype(random() % 300), 'x');
                    log.append(std::move(draft), [](const EventLog::Appended &result) { QVERIFY(result.ok()); });
                    ++appended;
                    break;
                }
                case 2:
                    if (!listeners.empty())
                        listeners[random() % listeners.size()]->drain();
                    break;
                case 3:
                    if (listeners.size() < 8) {
                        const EventId start =
                            published.empty() ? EventId() : published[random() % published.size()]->id;
                        listeners.push_back(std::make_unique<Listener>(
                            pages, hub, Filter{ Filters[random() % Filters.size()] }, qint64(100 + random() % 900),
                            random() % 4 == 0 ? EventId() : start));
                    }
                    break;
                default:
                    QCoreApplication::processEvents();
                    break;
                }
            }
            const auto isDone = [&] {
                return published.size() == appended &&
                       std::ranges::all_of(listeners, [](const auto &listener) { return listener->isLive(); });
            };
            for (const QDeadlineTimer patience(60'000); !isDone() && !patience.hasExpired();) {
                for (const auto &listener : listeners)
                    listener->drain();
                QCoreApplication::processEvents();
            }
            QVERIFY(isDone());
            for (const auto &listener : listeners) {
                QList<qint64> expected;
                for (const EventPtr &event : published) {
                    if (listener->shouldHear(*event))
                        expected.append(event->id.value);
                }
                QCOMPARE(listener->heard(), expected);
                QVERIFY(!listener->hadGap());
                heard += int(listener->heard().size());
            }
        }
        QVERIFY(heard > 5000);
    }
};

HOOKBOT_TEST(HandoverTest)
#include "handover_test.moc"
