#include "app/listening/progress.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <algorithm>
#include <random>

using namespace hookbot;

namespace {

QByteArray sinceOf(const Progress &progress)
{
    return progress.since(QDateTime::currentDateTimeUtc());
}

Progress savedAndRead(const Progress &progress)
{
    return Progress::fromJson(progress.toJson()).value();
}

} // namespace

class ProgressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsBackToItsBeginningBeforeAnythingIsHandled()
    {
        const QDateTime begun = QDateTime::fromMSecsSinceEpoch(1'000'000, Qt::UTC);
        Progress progress(begun);
        progress.heard({ 5 });
        QCOMPARE(progress.since(begun.addSecs(10)), QByteArray("11s"));
        QCOMPARE(savedAndRead(progress).since(begun.addSecs(3600)), QByteArray("3601s"));
        QCOMPARE(progress.since(begun.addSecs(-3600)), QByteArray("1s")); // the clock was set back
    }

    void movesOnlyBehindWhatIsHandled()
    {
        Progress progress;
        for (const qint64 id : { 1, 2, 3, 4 })
            progress.heard({ id });
        progress.handled({ 1 });
        progress.handled({ 3 });
        progress.handled({ 4 });
        QCOMPARE(sinceOf(progress), QByteArray("1"));
        QVERIFY(!progress.isHandled({ 2 }));
        QVERIFY(progress.isHandled({ 3 }));
        progress.handled({ 2 });
        QCOMPARE(sinceOf(progress), QByteArray("4"));
        QCOMPARE(progress.toJson(), (QJsonObject{ { QStringLiteral("after"), QStringLiteral("4") } }));
    }

    /// A run that is killed at any point leaves to the next what was not handled, and nothing else.
    void losesAndRepeatsNothingOverRuns()
    {
        std::mt19937 random(7);
        constexpr qint64 Last = 300;
        std::vector<int> times(Last + 1, 0);
        Progress saved;
        while (saved.toJson().value(QLatin1String("after")).toString().toLongLong() < Last) {
            Progress progress = saved;
            const qint64 after = progress.toJson().value(QLatin1String("after")).toString().toLongLong();
            std::vector<qint64> running;
            for (qint64 id = after + 1; id <= std::min(Last, after + 20); ++id) {
                if (progress.isHandled({ id })) {
                    progress.heard({ id });
                    continue;
                }
                progress.heard({ id });
                running.push_back(id);
            }
            std::ranges::shuffle(running, random);
            const size_t done = running.empty() ? 0 : random() % (running.size() + 1);
            for (size_t i = 0; i < done; ++i) {
                ++times[size_t(running[i])];
                progress.handled({ running[i] });
            }
            saved = progress.toJson().isEmpty() ? saved : savedAndRead(progress);
        }
        QCOMPARE(std::ranges::count(times, 1), Last);
    }

    void refusesWhatItHasNotWritten_data()
    {
        QTest::addColumn<QJsonObject>("object");
        QTest::newRow("nothing") << QJsonObject();
        QTest::newRow("no id") << QJsonObject{ { QStringLiteral("after"), QStringLiteral("x") } };
        QTest::newRow("a number") << QJsonObject{ { QStringLiteral("after"), 5 } };
        QTest::newRow("negative") << QJsonObject{ { QStringLiteral("after"), QStringLiteral("-5") } };
        QTest::newRow("no time") << QJsonObject{ { QStringLiteral("begun"), QStringLiteral("yesterday") } };
    }

    void refusesWhatItHasNotWritten()
    {
        QFETCH(QJsonObject, object);
        QVERIFY(!Progress::fromJson(object));
    }
};

HOOKBOT_TEST(ProgressTest)
#include "progress_test.moc"
