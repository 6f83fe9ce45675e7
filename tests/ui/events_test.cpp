#include "tests/support/fakemonitor.h"
#include "tests/support/suite.h"
#include "tests/ui/finding.h"
#include "ui/events/eventsmodel.h"
#include "ui/events/eventspane.h"
#include "ui/events/eventsview.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

/// A log whose answers fail while there is an error.
class FailingMonitor final : public Monitor
{
public:
    QString error = QStringLiteral("the disk is gone");
    FakeMonitor good;

    [[nodiscard]] ServerStatus status() const override { return {}; }
    void setInterests(Interests) override {}
    void findEvents(const EventQuery &query, const QObject *context, Answer<EventsPage> answer) override
    {
        good.findEvents(query, context, [this, answer](const EventsPage &page) {
            answer(error.isEmpty() ? page : EventsPage{ {}, 0, false, error });
        });
    }
    void findEvent(qint64, const QObject *, Answer<std::optional<EventDetail>>) override {}
    void findListeners(const QObject *, Answer<QList<ListenerStatus>>) override {}
    void publish(const NewEvent &, const QObject *, Answer<Outcome>) override {}
    void replay(qint64, const QObject *, Answer<Outcome>) override {}
    void replayTo(qint64, qint64, const QObject *, Answer<Outcome>) override {}
    void disconnectListener(qint64) override {}
    void setPaused(bool) override {}
    void makeAccess(const AccessRequest &, const QObject *, Answer<Access>) override {}
    void explainToken(const QString &, const QString &, const QObject *, Answer<TokenExplanation>) override {}
};

EventDetail someEvent(qint64 number)
{
    EventDetail event;
    event.summary.channel = number % 3 == 0 ? "stripe/live" : number % 3 == 1 ? "octo/hello" : "/unsafe/ci";
    event.summary.method = "POST";
    event.summary.contentType = "application/json";
    event.summary.kind = number % 3 == 0 ? QStringLiteral("invoice.paid") : QStringLiteral("push");
    event.summary.service = number % 3 == 0 ? QStringLiteral("Stripe") : QStringLiteral("GitHub");
    event.summary.time = std::chrono::system_clock::now();
    event.body = "number" + QByteArray::number(number);
    return event;
}

void fill(FakeMonitor &monitor, qint64 count)
{
    monitor.interests = {};
    for (qint64 number = 1; number <= count; ++number) {
        EventDetail event = someEvent(number);
        event.summary.id = number;
        event.summary.size = event.body.size();
        monitor.log.push_back(std::move(event));
    }
    monitor.interests = Monitor::Interest::Arrivals;
}

bool isSettled(const EventsModel &model)
{
    return model.state() == EventsModel::State::Idle && model.rowCount() > 0;
}

EventQuery textFilter(const QString &text)
{
    EventQuery query;
    query.text = text;
    return query;
}

} // namespace

class EventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestIsOnTopAndOlderOnesAreFetched()
    {
        FakeMonitor monitor;
        fill(monitor, 1000);
        EventsModel model(monitor);
        const QAbstractItemModelTester tester(&model);
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(model), Patience);
        QCOMPARE(model.event(0).id, 1000);
        QCOMPARE(model.rowCount(), EventsModel::PageSize);
        while (model.canFetchMore({})) {
            model.fetchMore({});
            QTRY_VERIFY_WITH_TIMEOUT(isSettled(model), Patience);
        }
        QCOMPARE(model.rowCount(), 1000);
        QCOMPARE(model.event(999).id, 1);
        QVERIFY(model.isAtEnd());
        QCOMPARE(model.rowOf(1), 999);
        QCOMPARE(model.rowOf(1001), -1);
    }

    void farRowsAreForgottenAndReadAgain()
    {
        FakeMonitor monitor;
        fill(monitor, 20'000);
        EventsModel model(monitor);
        const QAbstractItemModelTester tester(&model);
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(model), Patience);
        while (model.canFetchMore({})) {
            model.fetchMore({});
            QTRY_VERIFY_WITH_TIMEOUT(isSettled(model), Patience);
            QVERIFY(model.rowCount() <= EventsModel::MaxRows);
        }
        QCOMPARE(model.event(model.rowCount() - 1).id, 1);
        QVERIFY(!model.isAtHead());
        for (qint64 first = 0; !model.isAtHead();) {
            model.readNewer();
            QTRY_VERIFY_WITH_TIMEOUT(model.event(0).id > first, Patience);
            first = model.event(0).id;
            QVERIFY(model.rowCount() <= EventsModel::MaxRows);
        }
        QCOMPARE(model.event(0).id, 20'000);
        QVERIFY(!model.isAtEnd());
        model.fetchMore({});
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(model), Patience);
        for (int row = 1; row < model.rowCount(); ++row)
            QCOMPARE(model.event(row).id, model.event(row - 1).id - 1);
    }

    void arrivalsAreInsertedAtTheHeadAndCountedAwayFromIt()
    {
        FakeMonitor monitor;
        fill(monitor, 10);
        EventsModel model(monitor);
        const QAbstractItemModelTester tester(&model);
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(model), Patience);
        monitor.arrive(someEvent(11));
        QCOMPARE(model.event(0).id, 11);
        model.setFollowing(false);
        monitor.arrive(someEvent(12));
        monitor.arrive(someEvent(13));
        QCOMPARE(model.event(0).id, 11);
        QCOMPARE(model.unseen(), 2);
        model.readNewer();
        QTRY_COMPARE_WITH_TIMEOUT(model.unseen(), 0, Patience);
        QCOMPARE(model.event(0).id, 13);
        QCOMPARE(model.rowCount(), 13);
        model.setFollowing(true);
        monitor.arrive(someEvent(14));
        QCOMPARE(model.event(0).id, 14);
    }

    void whatWasNotToldIsAskedFor()
    {
        FakeMonitor monitor;
        fill(monitor, 10);
        EventsModel model(monitor);
        const QAbstractItemModelTester tester(&model);
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(model), Patience);
        monitor.interests = {};
        for (qint64 number = 11; number <= 500; ++number)
            monitor.arrive(someEvent(number));
        Q_EMIT monitor.eventsArrived({ 490, { monitor.log.back().summary } });
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 500, Patience);
        QCOMPARE(model.event(0).id, 500);
        monitor.arrive(someEvent(501));
        model.catchUp();
        QTRY_COMPARE_WITH_TIMEOUT(model.event(0).id, 501, Patience);
    }

    void arrivalsThatDoNotMatchDoNotAppear()
    {
        FakeMonitor monitor;
        fill(monitor, 10);
        EventsModel model(monitor);
        const QAbstractItemModelTester tester(&model);
        EventQuery query;
        query.channel = "octo/hello";
        model.setFilter(query);
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(model), Patience);
        QCOMPARE(model.rowCount(), 4);
        monitor.arrive(someEvent(12));
        QCOMPARE(model.rowCount(), 4);
        monitor.arrive(someEvent(13));
        QCOMPARE(model.rowCount(), 5);

        QSignalSpy applied(&model, &EventsModel::filterApplied);
        model.setFilter(textFilter(QStringLiteral("NUMBER77")));
        QTRY_COMPARE_WITH_TIMEOUT(applied.size(), 1, Patience);
        QCOMPARE(model.rowCount(), 0);
        monitor.arrive(someEvent(76));
        const qint64 wanted = monitor.arrive(someEvent(77));
        monitor.arrive(someEvent(78));
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 1, Patience);
        QCOMPARE(model.event(0).id, wanted);
    }

    void aSearchGoesOnThroughPagesWithoutAMatchUntilItIsStopped()
    {
        FakeMonitor monitor;
        fill(monitor, 5000);
        monitor.longestLook = 100;
        EventsModel model(monitor);
        const QAbstractItemModelTester tester(&model);
        QSignalSpy applied(&model, &EventsModel::filterApplied);
        EventsModel::State then = EventsModel::State::Idle;
        connect(&model, &EventsModel::filterApplied, this, [&model, &then] {
            then = model.state();
            model.stop(); // at once: it could be at its end before the next look at it
        });
        model.setFilter(textFilter(QStringLiteral("number4999")));
        QTRY_COMPARE_WITH_TIMEOUT(applied.size(), 1, Patience);
        QCOMPARE(then, EventsModel::State::Searching);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.state(), EventsModel::State::Stopped);
        const qsizetype asked = monitor.queries.size();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        QCOMPARE(monitor.queries.size(), asked);
        QVERIFY(!model.isAtEnd());
        model.resume();
        QTRY_VERIFY_WITH_TIMEOUT(model.isAtEnd(), Patience);
        QCOMPARE(model.state(), EventsModel::State::Idle);
        QCOMPARE(model.rowCount(), 1);
    }

    void aStaleAnswerIsDropped()
    {
        FakeMonitor monitor;
        fill(monitor, 300);
        EventsModel model(monitor);
        const QAbstractItemModelTester tester(&model);
        for (int number = 250; number < 260; ++number)
            model.setFilter(textFilter(QStringLiteral("number%1").arg(number)));
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(model), Patience);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.event(0).id, 259);
    }

    void aFailedReadIsTriedAgain()
    {
        FailingMonitor monitor;
        fill(monitor.good, 10);
        EventsPane pane(monitor);
        pane.show();
        auto *list = pane.findChild<EventsView *>();
        auto *retry = named<QPushButton>(pane, "stateAction");
        QTRY_VERIFY_WITH_TIMEOUT(retry->isVisible(), Patience);
        QVERIFY(named<QLabel>(pane, "state")->text().contains(monitor.error));
        monitor.error.clear();
        QTest::mouseClick(retry, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 10, Patience);
        QVERIFY(!retry->isVisible());
    }

    void awayFromTheHeadNothingMovesWhateverArrives()
    {
        FakeMonitor monitor;
        fill(monitor, 100'000);
        EventsPane pane(monitor);
        pane.resize(500, 600);
        pane.show();
        auto *list = pane.findChild<EventsView *>();
        auto *model = qobject_cast<EventsModel *>(list->model());
        const QAbstractItemModelTester tester(model);
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(*model), Patience);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(model->index(3)).center());
        QCOMPARE(pane.currentEvent(), 99'997);
        list->verticalScrollBar()->setValue(list->verticalScrollBar()->maximum() / 3);
        const qint64 seen = list->indexAt({ 5, 5 }).data(EventsModel::IdRole).toLongLong();
        const int top = list->visualRect(list->indexAt({ 5, 5 })).top();
        QVERIFY(seen < 99'990);

        // Ten seconds of a thousand a second, told four times a second, the last hundred of them.
        QSignalSpy changes(&pane, &EventsPane::currentChanged);
        for (int turn = 0; turn < 40; ++turn) {
            Arrivals arrivals;
            monitor.interests = {};
            for (int n = 0; n < 250; ++n) {
                monitor.arrive(someEvent(n));
                if (n >= 150)
                    arrivals.newest.append(monitor.log.back().summary);
            }
            arrivals.count = 250;
            Q_EMIT monitor.eventsArrived(arrivals);
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE_WITH_TIMEOUT(model->unseen(), 10'000, Patience);
        QCOMPARE(list->indexAt({ 5, 5 }).data(EventsModel::IdRole).toLongLong(), seen);
        QCOMPARE(list->visualRect(list->indexAt({ 5, 5 })).top(), top);
        QCOMPARE(pane.currentEvent(), 99'997);
        QCOMPARE(pane.selectedEvents(), QList<qint64>{ 99'997 });
        QCOMPARE(changes.size(), 0);
        QVERIFY(model->rowCount() <= EventsModel::MaxRows);

        // The bar brings one to the head.
        auto *bar = named<QPushButton>(pane, "unseen");
        QVERIFY(bar->isVisible());
        QVERIFY(bar->text().contains(QStringLiteral("10000 new")));
        QTest::mouseClick(bar, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(model->event(0).id, 110'000, Patience);
        QVERIFY(!bar->isVisible());
        QCOMPARE(list->verticalScrollBar()->value(), 0);
        QCOMPARE(pane.currentEvent(), 99'997);
    }

    void atTheHeadArrivalsAreSeenAndTheWindowOfRowsStaysBounded()
    {
        FakeMonitor monitor;
        fill(monitor, 1000);
        EventsPane pane(monitor);
        pane.resize(500, 600);
        pane.show();
        auto *list = pane.findChild<EventsView *>();
        auto *model = qobject_cast<EventsModel *>(list->model());
        const QAbstractItemModelTester tester(model);
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(*model), Patience);
        pane.selectNext();
        QCOMPARE(pane.currentEvent(), 1000);
        QSignalSpy changes(&pane, &EventsPane::currentChanged);
        for (int turn = 0; turn < 60; ++turn) {
            Arrivals arrivals;
            monitor.interests = {};
            for (int n = 0; n < 100; ++n) {
                monitor.arrive(someEvent(n));
                arrivals.newest.append(monitor.log.back().summary);
            }
            arrivals.count = 100;
            Q_EMIT monitor.eventsArrived(arrivals);
            QTRY_COMPARE_WITH_TIMEOUT(model->event(0).id, monitor.log.back().summary.id, Patience);
            QVERIFY(model->rowCount() <= EventsModel::MaxRows);
        }
        QCOMPARE(list->verticalScrollBar()->value(), 0);
        QCOMPARE(model->rowOf(1000), -1); // forgotten by now, but still the current one
        QCOMPARE(pane.currentEvent(), 1000);
        QCOMPARE(pane.selectedEvents(), QList<qint64>{ 1000 });
        QCOMPARE(changes.size(), 0);
    }

    void scrollingUpAgainKeepsItsPlace()
    {
        FakeMonitor monitor;
        fill(monitor, 20'000);
        EventsPane pane(monitor);
        pane.resize(500, 600);
        pane.show();
        auto *list = pane.findChild<EventsView *>();
        auto *model = qobject_cast<EventsModel *>(list->model());
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(*model), Patience);
        QScrollBar *bar = list->verticalScrollBar();
        for (qint64 last = 0; !model->isTrimmedAbove() || model->event(0).id > 12'000;) {
            last = model->event(model->rowCount() - 1).id;
            bar->setValue(bar->maximum());
            QTRY_VERIFY_WITH_TIMEOUT(model->event(model->rowCount() - 1).id < last && isSettled(*model), Patience);
        }
        while (model->event(0).id < 20'000) {
            const qint64 first = model->event(0).id;
            const qint64 seen = list->indexAt({ 5, 5 }).data(EventsModel::IdRole).toLongLong();
            bar->setValue(bar->value() / 2);
            const qint64 higher = list->indexAt({ 5, 5 }).data(EventsModel::IdRole).toLongLong();
            QVERIFY(higher > seen);
            if (bar->value() < 2 * list->viewport()->height()) {
                QTRY_VERIFY_WITH_TIMEOUT(model->event(0).id > first, Patience);
                QCOMPARE(list->indexAt({ 5, 5 }).data(EventsModel::IdRole).toLongLong(), higher);
            }
        }
        QVERIFY(model->isAtHead());
    }

    void keysMoveAndOpen()
    {
        FakeMonitor monitor;
        fill(monitor, 150);
        EventsPane pane(monitor);
        pane.resize(500, 600);
        pane.show();
        auto *list = pane.findChild<EventsView *>();
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 150, Patience);
        QSignalSpy activated(&pane, &EventsPane::activated);
        pane.focusList();
        QCOMPARE(pane.currentEvent(), 150);
        QCOMPARE(pane.selectedEvents(), QList<qint64>{ 150 });
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(pane.currentEvent(), 149);
        pane.selectNext();
        QCOMPARE(pane.currentEvent(), 148);
        pane.selectPrevious();
        QCOMPARE(pane.currentEvent(), 149);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().toLongLong(), 149);
        QTest::keyClick(list, Qt::Key_End);
        QCOMPARE(pane.currentEvent(), 1);
        QTest::keyClick(list, Qt::Key_PageUp);
        QVERIFY(pane.currentEvent() > 1);
        QTest::keyClick(list, Qt::Key_Home);
        QCOMPARE(pane.currentEvent(), 150);
        QTest::keyClick(list, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(pane.selectedEvents(), (QList<qint64>{ 149, 150 }));
        QTest::keyClick(list, Qt::Key_P); // a key of the window's: no event begins with it
        QCOMPARE(pane.currentEvent(), 149);
    }

    void whatIsTypedIsSearchedForAndRemembered()
    {
        FakeMonitor monitor;
        fill(monitor, 300);
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings")), QSettings::IniFormat);
        EventsPane pane(monitor);
        auto *placeholder = new QLabel(QStringLiteral("nothing yet"));
        pane.setPlaceholder(placeholder);
        pane.show();
        auto *list = pane.findChild<EventsView *>();
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 200, Patience);
        pane.focusSearch();
        auto *search = named<QLineEdit>(pane, "searchEvents");
        QTest::keyClicks(search, QStringLiteral("number12"));
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 11, Patience); // 12 and 120 to 129
        QTest::keyClicks(search, QStringLiteral("0"));
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, Patience);
        pane.saveState(settings);

        QTest::keyClicks(search, QStringLiteral("x"));
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 0, Patience);
        QVERIFY(!placeholder->isVisible());
        auto *clear = named<QPushButton>(pane, "clearFilters");
        QTRY_VERIFY_WITH_TIMEOUT(clear->isVisible(), Patience);
        QTest::mouseClick(clear, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 200, Patience);
        pane.showChannel("nobody/here");
        QTRY_VERIFY_WITH_TIMEOUT(placeholder->isVisible(), Patience);

        EventsPane later(monitor);
        later.restoreState(settings);
        auto *laterList = later.findChild<EventsView *>();
        QTRY_COMPARE_WITH_TIMEOUT(laterList->model()->rowCount(), 1, Patience);
    }

    void aFilterForgetsWhatItHides()
    {
        FakeMonitor monitor;
        fill(monitor, 30);
        EventsPane pane(monitor);
        pane.show();
        auto *list = pane.findChild<EventsView *>();
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 30, Patience);
        pane.selectNext();
        QCOMPARE(pane.currentEvent(), 30); // of stripe/live
        pane.showChannel("stripe/live");
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 10, Patience);
        QCOMPARE(pane.currentEvent(), 30);
        QSignalSpy changes(&pane, &EventsPane::currentChanged);
        pane.showChannel("octo/hello");
        QTRY_COMPARE_WITH_TIMEOUT(changes.size(), 1, Patience);
        QCOMPARE(pane.currentEvent(), 0);
        QVERIFY(pane.selectedEvents().isEmpty());
        auto *kind = named<QComboBox>(pane, "kind");
        QVERIFY(kind->findText(QStringLiteral("invoice.paid")) > 0);
    }

    void rowsAreReadAloudWithAllTheyShow()
    {
        FakeMonitor monitor;
        EventDetail event = someEvent(2);
        event.summary.deliveredTo = 0;
        event.summary.replayOf = 4211;
        event.summary.text = QStringLiteral("octo \u202egnp.exe");
        monitor.arrive(event);
        EventsModel model(monitor);
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 1, Patience);
        const QString said = model.index(0).data(Qt::AccessibleTextRole).toString();
        for (const char *part : { "unsafe: ci", "push", "replay of 4211", "octo \\u202egnp.exe", "no listener" })
            QVERIFY2(said.contains(QString::fromLatin1(part)), part);
    }
};

HOOKBOT_TEST(EventsTest)
#include "events_test.moc"
