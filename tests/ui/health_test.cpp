#include "tests/support/fakemonitor.h"
#include "tests/support/suite.h"
#include "ui/health/healthline.h"
#include "ui/parts/shapes.h"

#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

class HealthTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void healthIsToldInWordsAndByItsShape()
    {
        FakeMonitor monitor;
        HealthLine healthLine(monitor);
        const auto *mark = healthLine.findChild<ShapeMark *>();
        ServerStatus status;
        status.state = ServerStatus::State::Serving;
        status.log = { QStringLiteral("/x"), 5, 41'000'000, 1'000'000'000, std::chrono::system_clock::now() - 24h * 6 };
        status.health = { Health::State::Healthy, {}, std::chrono::system_clock::now() - 1h, {} };
        monitor.setStatus(status);
        QVERIFY(healthLine.text().startsWith(QStringLiteral("Healthy: self-check 1 h ago · log 41.0 MB of 1.0 GB")));
        QVERIFY(healthLine.text().contains(QStringLiteral("oldest event 6 day")));
        QCOMPARE(mark->shape(), Shape::Dot);

        status.health = { Health::State::Unwell, {}, {}, QStringLiteral("<b>nobody</b> answers\nat all") };
        monitor.setStatus(status);
        QVERIFY(healthLine.text().startsWith(QStringLiteral("Unhealthy since ")));
        QVERIFY(healthLine.text().contains(QStringLiteral("<b>nobody</b> answers ·")));
        QVERIFY(healthLine.toolTip().contains(QStringLiteral("answers<br>at all")));
        QVERIFY(!healthLine.toolTip().contains(QStringLiteral("<b>")));
        QCOMPARE(mark->shape(), Shape::Triangle);

        status.state = ServerStatus::State::Paused;
        monitor.setStatus(status);
        QVERIFY(healthLine.text().startsWith(QStringLiteral("Paused")));
        QCOMPARE(mark->shape(), Shape::Bars);
    }
};

HOOKBOT_TEST(HealthTest)
#include "health_test.moc"
