#include "app/process/service.h"
#include "app/process/servicemanager.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

namespace {

class FakeServiceManager final : public ServiceManager
{
public:
    void notify(const QByteArray &lines) override { said.append(lines); }
    void notifyReloading() override { said.append("RELOADING"); }
    [[nodiscard]] std::chrono::microseconds watchdogTime() const override { return time; }

    QList<QByteArray> said;
    std::chrono::microseconds time{};
};

} // namespace

class ServiceTest : public QObject
{
    Q_OBJECT

private:
    static void noPing(const std::function<void()> &) { QFAIL("nobody shall be asked"); }

private Q_SLOTS:
    void saysWhatHappensInOrder()
    {
        FakeServiceManager manager;
        Service service(manager);
        QVERIFY(manager.said.isEmpty());
        service.ready(QStringLiteral("[::1]:8080"), noPing);
        service.reloadBegins();
        service.reloadEnds();
        service.stops();
        service.minutePassed(1, 1); // who stops has said the last word
        service.reloadBegins();
        service.reloadEnds();
        QCOMPARE(manager.said, QList<QByteArray>({ "READY=1\nSTATUS=listening on [::1]:8080", "RELOADING", "READY=1",
                                                   "STOPPING=1\nSTATUS=completing accepted requests" }));
    }

    void statusHasTheMinutesTotals_data()
    {
        QTest::addColumn<qint64>("listeners");
        QTest::addColumn<qint64>("published");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("none") << qint64(0) << qint64(0) << QByteArray("0 listeners, 0 events/s");
        QTest::newRow("one") << qint64(1) << qint64(6) << QByteArray("1 listener, 0.1 events/s");
        QTest::newRow("some") << qint64(12) << qint64(180) << QByteArray("12 listeners, 3.0 events/s");
        QTest::newRow("many") << qint64(90'000) << qint64(600'030) << QByteArray("90000 listeners, 10001 events/s");
    }

    void statusHasTheMinutesTotals()
    {
        QFETCH(qint64, listeners);
        QFETCH(qint64, published);
        QFETCH(QByteArray, status);
        FakeServiceManager manager;
        Service service(manager);
        service.ready(QStringLiteral(":8080"), noPing);
        service.minutePassed(listeners, published);
        QCOMPARE(manager.said.last(), "STATUS=listening on :8080, " + status);
    }

    void isAliveOnlyAsLongAsTheOtherThreadAnswers()
    {
        FakeServiceManager manager;
        QList<std::function<void()>> asked;
        Service service(manager);
        service.ready(QStringLiteral(":1"), [&](std::function<void()> answered) { asked.append(std::move(answered)); });
        manager.said.clear();
        service.ask();
        QCOMPARE(asked.size(), 1);
        QVERIFY(manager.said.isEmpty());
        asked.first()();
        QCOMPARE(manager.said, QList<QByteArray>{ "WATCHDOG=1" });

        for (int i = 0; i < 5; ++i)
            service.ask(); // and no answer: it is asked once, and nothing is said
        QCOMPARE(asked.size(), 2);
        QCOMPARE(manager.said.size(), 1);
        asked.last()();
        service.ask();
        asked.last()();
        QCOMPARE(manager.said.size(), 3);
    }

    void asksByItselfWhereThereIsAWatchdog()
    {
        FakeServiceManager manager;
        manager.time = std::chrono::milliseconds(2);
        Service service(manager);
        QTest::qWait(10);
        QVERIFY(manager.said.isEmpty()); // before it is ready
        service.ready(QStringLiteral(":1"), [](const std::function<void()> &answered) { answered(); });
        QTRY_VERIFY(manager.said.count("WATCHDOG=1") >= 3);
    }
};

HOOKBOT_TEST(ServiceTest)
#include "service_test.moc"
