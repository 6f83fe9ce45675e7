#include "tests/support/fakedesktop.h"
#include "tests/support/fakemonitor.h"
#include "tests/support/suite.h"
#include "tests/ui/finding.h"
#include "ui/channels/channelsfilter.h"
#include "ui/channels/channelsmodel.h"
#include "ui/channels/channelspane.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTreeView>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

ChannelStatus channel(const QByteArray &name, int listeners, qint64 events, const QList<int> &perMinute = {})
{
    ChannelStatus status;
    status.name = name;
    status.listeners = listeners;
    status.events = events;
    status.perMinute = perMinute;
    if (events > 0)
        status.lastTime = std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000 + events));
    return status;
}

ChannelsChange all(const QList<ChannelStatus> &channels)
{
    return { true, channels, {}, 0 };
}

ChannelsChange changed(const QList<ChannelStatus> &channels)
{
    return { false, channels, {}, 0 };
}

ChannelsChange gone(const QList<QByteArray> &names)
{
    return { false, {}, names, 0 };
}

/// All rows as lines, indented, with listeners and events.
QStringList lines(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const auto text = [&](int column) { return index.siblingAtColumn(column).data().toString(); };
        all.append(QString(depth, u'-') + text(ChannelsModel::Name) + u' ' + text(ChannelsModel::Listeners) + u' ' +
                   text(ChannelsModel::Events));
        all += lines(model, index, depth + 1);
    }
    return all;
}

QString lineList(const QAbstractItemModel &model)
{
    return lines(model).join(u'|');
}

QString words(const QModelIndex &index)
{
    return index.data(Qt::ToolTipRole).toString();
}

ChannelsModel::State state(const ChannelsModel &model, const QByteArray &name)
{
    return model.find(name).data(ChannelsModel::StateRole).value<ChannelsModel::State>();
}

/// A pane that somebody looks at.
struct Stage
{
    Stage()
    {
        QLocale::setDefault(QLocale::c());
        monitor.access.publishUrl = QStringLiteral("http://t@h/pub/x");
        monitor.access.subscribeUrl = QStringLiteral("ws://t@h/sub/x");
        pane.resize(500, 400);
        pane.show();
        tree = pane.findChild<QTreeView *>();
        search = pane.findChild<QLineEdit *>();
        QObject::connect(&pane, &ChannelsPane::channelChosen, &pane,
                         [this](const std::optional<QByteArray> &name) { chosen.append(name.value_or("(all)")); });
    }

    [[nodiscard]] QString current() const { return tree->currentIndex().siblingAtColumn(0).data().toString(); }

    /// As the menu key opens it for the current row.
    QMenu *menu() const
    {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(tree, &event);
        return tree->findChild<QMenu *>();
    }

    /// Triggers the action of the menu that has this object name.
    void choose(const QString &name) const
    {
        QMenu *opened = menu();
        QVERIFY(opened);
        QList<QAction *> actions = opened->actions();
        for (qsizetype i = 0; i < actions.size(); ++i) {
            if (actions[i]->menu())
                actions += actions[i]->menu()->actions();
            if (actions[i]->objectName() != name)
                continue;
            QVERIFY(actions[i]->isEnabled());
            actions[i]->trigger();
            opened->close();
            delete opened;
            return;
        }
        QFAIL("there is no such action");
    }

    FakeMonitor monitor;
    FakeProgram desktop;
    ChannelsPane pane{ monitor, desktop };
    QTreeView *tree;
    QLineEdit *search;
    QList<QByteArray> chosen;
};

} // namespace

class ChannelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The model

    void channelsAreATreeWhoseFoldersSumUp()
    {
        ChannelsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(lineList(model), QStringLiteral("All events 0 0"));
        model.apply(all({ channel("a/b", 1, 2), channel("a/c/d", 3, 4), channel("e", 5, 6) }));
        QCOMPARE(lineList(model), QStringLiteral("All events 9 12|a 4 6|-b 1 2|-c 3 4|--d 3 4|e 5 6"));
        model.apply(changed({ channel("a/b", 2, 10) }));
        QCOMPARE(lineList(model), QStringLiteral("All events 10 20|a 5 14|-b 2 10|-c 3 4|--d 3 4|e 5 6"));
    }

    void minutesAreSummedFromThePresentOneBack()
    {
        ChannelsModel model;
        model.apply(all({ channel("a/b", 0, 2, { 1, 2, 3 }), channel("a/c", 0, 2, { 10 }) }));
        const auto minutes = model.find("a/").data(ChannelsModel::PerMinuteRole).value<QList<int>>();
        QCOMPARE(minutes.size(), ChannelStatus::Minutes);
        QCOMPARE(minutes.sliced(ChannelStatus::Minutes - 4), QList<int>({ 0, 1, 2, 13 }));
    }

    void foldersGoWithTheirLastChannel()
    {
        ChannelsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(all({ channel("a/b/c", 1, 1), channel("a/b/d", 1, 1), channel("x", 0, 1) }));
        model.apply(gone({ "a/b/c" }));
        QCOMPARE(lineList(model), QStringLiteral("All events 1 2|a 1 1|-b 1 1|--d 1 1|x 0 1"));
        model.apply(gone({ "a/b/d", "never/seen" }));
        QCOMPARE(lineList(model), QStringLiteral("All events 0 1|x 0 1"));
    }

    void aNodeCanBeAChannelAndAFolder()
    {
        ChannelsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(all({ channel("a", 1, 1), channel("a/b", 1, 1) }));
        QCOMPARE(model.find("a").data(ChannelsModel::ChannelRole).toByteArray(), "a");
        QCOMPARE(model.find("a").data(ChannelsModel::FolderRole).toByteArray(), "a/");
        QVERIFY(!model.find("a/b").data(ChannelsModel::FolderRole).isValid());
        model.apply(gone({ "a" }));
        QCOMPARE(lineList(model), QStringLiteral("All events 1 1|a 1 1|-b 1 1"));
        QCOMPARE(model.find("a/").data(ChannelsModel::ChannelRole).toByteArray(), "a/");
        model.apply(changed({ channel("a", 1, 1) }));
        model.apply(gone({ "a", "a/b" }));
        QCOMPARE(lineList(model), QStringLiteral("All events 0 0"));
    }

    void whoHearsAllBelowStandsAtTheFolder()
    {
        ChannelsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(all({ channel("a/b", 0, 3) }));
        QCOMPARE(state(model, "a/b"), ChannelsModel::State::NoListeners);
        QVERIFY(words(model.find("a/b")).contains(QStringLiteral("no listeners")));
        model.apply(changed({ channel("a/", 2, 0) }));
        QCOMPARE(lineList(model), QStringLiteral("All events 2 3|a 2 3|-b 0 3"));
        QCOMPARE(state(model, "a/b"), ChannelsModel::State::Live);
        QVERIFY(words(model.find("a/")).contains(QStringLiteral("receive everything below")));
        model.apply(gone({ "a/" }));
        QCOMPARE(state(model, "a/b"), ChannelsModel::State::NoListeners);
        model.apply(changed({ channel("", 1, 0), channel("/unsafe/u", 0, 1) }));
        QCOMPARE(state(model, "a/b"), ChannelsModel::State::Live);
        QCOMPARE(state(model, "/unsafe/u"), ChannelsModel::State::NoListeners);
    }

    void listenersWithoutEventsAreToldApart()
    {
        ChannelsModel model;
        model.apply(all({ channel("a", 2, 0), channel("b", 2, 1) }));
        QCOMPARE(state(model, "a"), ChannelsModel::State::Waiting);
        QVERIFY(words(model.find("a")).contains(QStringLiteral("no events yet")));
        QVERIFY(model.find("a").data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("no events yet")));
        QCOMPARE(state(model, "b"), ChannelsModel::State::Live);
    }

    void unsafeChannelsAreBelowANodeThatSaysSo()
    {
        ChannelsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(all({ channel("/unsafe/a/b", 0, 1), channel("unsafe/c", 0, 2) }));
        QCOMPARE(lineList(model),
                 QStringLiteral("All events 0 3|unsafe channels 0 1|-a 0 1|--b 0 1|unsafe 0 2|-c 0 2"));
        QCOMPARE(model.find("/unsafe/a/b").data(ChannelsModel::ChannelRole).toByteArray(), "/unsafe/a/b");
        QCOMPARE(model.find("/unsafe/").data(ChannelsModel::ChannelRole).toByteArray(), "/unsafe/");
        QCOMPARE(state(model, "/unsafe/"), ChannelsModel::State::Unsafe);
        QVERIFY(words(model.find("/unsafe/")).contains(QStringLiteral("anyone can publish")));
    }

    void whatStrangersSentIsNoMarkup()
    {
        ChannelsModel model;
        model.apply(all({ channel("<b>x\xe2\x80\xae", 0, 1) }));
        const QModelIndex index = model.index(1, 0);
        QCOMPARE(index.data().toString(), QStringLiteral("<b>x\\u202e"));
        QVERIFY(!words(index).contains(QStringLiteral("<b>")));
    }

    void allThereIsReplacesWhatWas()
    {
        ChannelsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(all({ channel("a", 1, 1), channel("b/c", 1, 1) }));
        const QPersistentModelIndex kept = model.find("a");
        model.apply(all({ channel("a", 2, 2), channel("d", 0, 1) }));
        QCOMPARE(lineList(model), QStringLiteral("All events 2 3|a 2 2|d 0 1"));
        QVERIFY(kept.isValid());
        QCOMPARE(QModelIndex(kept), model.find("a"));
    }

    void manyChannelsAreTakenAtOnce()
    {
        ChannelsModel model;
        QList<ChannelStatus> many;
        for (int i = 0; i < 10'000; ++i)
            many.append(channel("a/" + QByteArray::number(i % 100) + '/' + QByteArray::number(i), 1, 2));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy rows(&model, &QAbstractItemModel::rowsInserted);
        model.apply(all(many));
        QCOMPARE(resets.size(), 1);
        QCOMPARE(rows.size(), 0);
        QCOMPARE(model.index(0, ChannelsModel::Events).data().toString(), QLocale().toString(20'000));
        QCOMPARE(model.rowCount(model.find("a/")), 100);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(gone({ "a/5/5" }));
        QCOMPARE(resets.size(), 1);
        QCOMPARE(model.rowCount(model.find("a/5/")), 99);
    }

    void aNameOfManySegmentsIsSomeLevels()
    {
        ChannelsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QByteArray deep = "/unsafe/0";
        for (int i = 1; i < 1000; ++i)
            deep += '/' + QByteArray::number(i);
        model.apply(all({ channel(deep, 0, 3), channel(deep + "/x", 0, 1), channel(deep + "/x/", 2, 0) }));
        for (const QByteArray &name : { deep, deep + "/x" }) {
            const QModelIndex found = model.find(name);
            QVERIFY(found.isValid());
            QCOMPARE(found.data(ChannelsModel::ChannelRole).toByteArray(), name);
            int levels = 0;
            for (QModelIndex above = found; above.isValid(); above = above.parent())
                ++levels;
            QCOMPARE(levels, ChannelsModel::MostLevels);
        }
        QCOMPARE(model.find("/unsafe/").siblingAtColumn(ChannelsModel::Events).data().toString(), QStringLiteral("4"));
        model.apply(gone({ deep, deep + "/x", deep + "/x/" }));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.nodeCount(), 1);
    }

    void manyNamesOfManySegmentsAreFewRows()
    {
        ChannelsModel model;
        QList<ChannelStatus> many;
        QByteArray tail;
        for (int i = 0; i < 1000; ++i)
            tail += "/a";
        for (int i = 0; i < 3000; ++i)
            many.append(channel(QByteArray::number(i) + tail, 0, 1));
        model.apply(all(many));
        QVERIFY(model.nodeCount() <= ChannelsModel::MostNodes);
        QCOMPARE(model.channelCount() + model.leftOut(), qint64(3000));
        QVERIFY(model.leftOut() > 0);
        QList<QByteArray> names;
        for (const ChannelStatus &status : many)
            names.append(status.name);
        model.apply(changed({ channel("b", 0, 1) }));
        model.apply({ false, {}, names, 5 });
        QCOMPARE(model.leftOut(), qint64(6)); // b came when there was no room
        model.apply(changed({ channel("b", 0, 2) }));
        QVERIFY(model.find("b").isValid());
        QCOMPARE(model.nodeCount(), 2);
    }

    void oneFolderOfManyIsFoundByName()
    {
        ChannelsModel model;
        QList<ChannelStatus> many;
        for (int i = 0; i < 100; ++i)
            many.append(channel(QByteArray::number(i), 0, 1));
        many.append(channel("/unsafe/x", 0, 1));
        model.apply(all(many));
        for (const ChannelStatus &status : many)
            QCOMPARE(model.find(status.name).data(ChannelsModel::ChannelRole).toByteArray(), status.name);
        for (int i = 0; i < 98; ++i)
            model.apply(gone({ QByteArray::number(i) }));
        for (const char *name : { "98", "99", "/unsafe/x" })
            QVERIFY(model.find(name).isValid());
        QVERIFY(!model.find("97").isValid());
        for (int i = 0; i < 20; ++i)
            model.apply(changed({ channel(QByteArray::number(i), 0, 1) }));
        QVERIFY(model.find("0").isValid() && model.find("/unsafe/x").isValid() && model.find("99").isValid());
    }

    // The pane

    void arrowsChoose()
    {
        Stage stage;
        Q_EMIT stage.monitor.channelsChanged(all({ channel("b", 1, 1), channel("a/c", 1, 1) }));
        QCOMPARE(stage.current(), QStringLiteral("All events"));
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(stage.tree, Qt::Key_Down);
        QCOMPARE(stage.chosen, QList<QByteArray>({ "a/", "a/c", "b" }));
        QCOMPARE(stage.pane.currentChannel(), QByteArray("b"));
        QTest::keyClick(stage.tree, Qt::Key_Home);
        QCOMPARE(stage.chosen.last(), "(all)");
        QVERIFY(!stage.pane.currentChannel());
    }

    void aClickChooses()
    {
        Stage stage;
        Q_EMIT stage.monitor.channelsChanged(all({ channel("a", 1, 1) }));
        const QRect row = stage.tree->visualRect(stage.tree->model()->index(1, 0));
        QTest::mouseClick(stage.tree->viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(stage.chosen, QList<QByteArray>({ "a" }));
    }

    void whatIsChosenStaysWhileChannelsChange()
    {
        Stage stage;
        const QAbstractItemModelTester tester(stage.tree->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        Q_EMIT stage.monitor.channelsChanged(all({ channel("b", 1, 1), channel("d", 1, 1) }));
        stage.pane.select("d");
        Q_EMIT stage.monitor.channelsChanged(changed({ channel("a", 1, 1), channel("c", 1, 1) }));
        QCOMPARE(stage.current(), QStringLiteral("d"));
        Q_EMIT stage.monitor.channelsChanged(gone({ "d", "a" }));
        QCOMPARE(stage.pane.currentChannel(), QByteArray("d"));
        QVERIFY(!stage.tree->currentIndex().isValid());
        Q_EMIT stage.monitor.channelsChanged(changed({ channel("d", 1, 1) }));
        QCOMPARE(stage.current(), QStringLiteral("d"));
        QList<ChannelStatus> many{ channel("d", 1, 1) };
        for (int i = 0; i < 2'000; ++i)
            many.append(channel("m/" + QByteArray::number(i), 1, 2));
        Q_EMIT stage.monitor.channelsChanged(all(many));
        QCOMPARE(stage.current(), QStringLiteral("d"));
        QCOMPARE(stage.chosen, QList<QByteArray>({ "d" }));
    }

    void theSearchShowsMatchesInTheirFolders()
    {
        Stage stage;
        const QAbstractItemModelTester tester(stage.tree->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        Q_EMIT stage.monitor.channelsChanged(
            all({ channel("a/hello", 1, 1), channel("a/other", 1, 1), channel("z", 1, 1) }));
        stage.pane.select("z");
        QTest::keyClicks(stage.search, QStringLiteral("A/HEL"));
        QCOMPARE(lineList(*stage.tree->model()), QStringLiteral("All events 3 3|a 2 2|-hello 1 1"));
        QCOMPARE(stage.pane.currentChannel(), QByteArray("z"));
        QTest::keyClick(stage.search, Qt::Key_Escape);
        QVERIFY(stage.search->text().isEmpty());
        QCOMPARE(stage.current(), QStringLiteral("z"));
        QCOMPARE(stage.chosen, QList<QByteArray>({ "z" }));
    }

    void whatIsFoldedStaysFolded()
    {
        Stage stage;
        Q_EMIT stage.monitor.channelsChanged(all({ channel("a/b", 1, 1), channel("c/d", 1, 1) }));
        const auto isUnfolded = [&stage](const QString &name) {
            const QModelIndexList found = stage.tree->model()->match(stage.tree->model()->index(0, 0), Qt::DisplayRole,
                                                                     name, 1, Qt::MatchExactly);
            return !found.isEmpty() && stage.tree->isExpanded(found.first());
        };
        QVERIFY(isUnfolded(QStringLiteral("a")));
        stage.pane.select("a/");
        QTest::keyClick(stage.tree, Qt::Key_Left);
        QVERIFY(!isUnfolded(QStringLiteral("a")));
        QTest::keyClicks(stage.search, QStringLiteral("b"));
        QVERIFY(isUnfolded(QStringLiteral("a")));
        stage.search->clear();
        QVERIFY(!isUnfolded(QStringLiteral("a")));
        QVERIFY(isUnfolded(QStringLiteral("c")));
        Q_EMIT stage.monitor.channelsChanged(gone({ "a/b" }));
        Q_EMIT stage.monitor.channelsChanged(changed({ channel("a/b", 1, 1) }));
        QVERIFY(!isUnfolded(QStringLiteral("a")));
    }

    void stateIsRemembered()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s")), QSettings::IniFormat);
        const ChannelsChange channels = all({ channel("a/b", 1, 1), channel("c/d", 1, 1) });
        {
            Stage stage;
            Q_EMIT stage.monitor.channelsChanged(channels);
            stage.pane.select("a/");
            QTest::keyClick(stage.tree, Qt::Key_Left);
            stage.pane.select("c/d");
            stage.pane.saveState(settings);
        }
        Stage stage;
        stage.pane.restoreState(settings);
        QCOMPARE(stage.pane.currentChannel(), QByteArray("c/d"));
        Q_EMIT stage.monitor.channelsChanged(channels);
        QCOMPARE(stage.current(), QStringLiteral("d"));
        QVERIFY(!stage.tree->isExpanded(stage.tree->model()->index(1, 0)));
        QVERIFY(stage.tree->isExpanded(stage.tree->model()->index(2, 0)));
    }

    void urlsAreCopied_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("copied");
        QTest::newRow("sub") << QStringLiteral("subscribeUrl") << QStringLiteral("ws://t@h/sub/x");
        QTest::newRow("pub") << QStringLiteral("publishUrl") << QStringLiteral("http://t@h/pub/x");
        QTest::newRow("curl") << QStringLiteral("curl")
                              << QStringLiteral("curl -H 'Content-Type: application/json' -d '{\"hello\":\"world\"}' "
                                                "'http://t@h/pub/x'");
        QTest::newRow("wscat") << QStringLiteral("wscat")
                               << QStringLiteral("wscat -c 'ws://t@h/sub/x' -H 'X-Hookbot-Unsafe-Is-Ok: I understand "
                                                 "the security implications'");
        QTest::newRow("listen") << QStringLiteral("listen")
                                << QStringLiteral("hookbot listen 'ws://t@h/sub/x' --unsafe-ok");
        QTest::newRow("forward") << QStringLiteral("forward")
                                 << QStringLiteral("hookbot listen 'ws://t@h/sub/x' --unsafe-ok --forward "
                                                   "http://localhost:3000/");
    }

    void urlsAreCopied()
    {
        QFETCH(const QString, action);
        QFETCH(const QString, copied);
        Stage stage;
        Q_EMIT stage.monitor.channelsChanged(all({ channel("/unsafe/a/b", 1, 1) }));
        stage.pane.select("/unsafe/a/b");
        QSignalSpy told(&stage.pane, &ChannelsPane::copied);
        stage.choose(action);
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, Patience);
        QVERIFY(told[0][0].toString().contains(QStringLiteral(" of a/b")));
        QCOMPARE(QGuiApplication::clipboard()->text(), copied);
        const AccessRequest &request = stage.monitor.accessRequests.last();
        QCOMPARE(request.channel, "a/b");
        QVERIFY(request.isUnsafe);
        QVERIFY(!request.isRecursive);
    }

    void aFolderHasASubUrlOnly()
    {
        Stage stage;
        Q_EMIT stage.monitor.channelsChanged(all({ channel("a/b", 1, 1) }));
        stage.pane.select("a/");
        QSignalSpy told(&stage.pane, &ChannelsPane::copied);
        QSignalSpy failed(&stage.pane, &ChannelsPane::failed);
        stage.pane.copySubUrl();
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, Patience);
        QVERIFY(stage.monitor.accessRequests.last().isRecursive);
        QCOMPARE(stage.monitor.accessRequests.last().channel, "a/");
        stage.pane.copyPubUrl();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(stage.monitor.accessRequests.size(), 1);
        QMenu *menu = stage.menu();
        QVERIFY(named<QAction>(*menu, "subscribeUrl")->isEnabled());
        QVERIFY(!named<QAction>(*menu, "publishUrl")->isEnabled());
    }

    void whyNothingIsCopiedIsSaid()
    {
        Stage stage;
        stage.monitor.access = { {}, {}, {}, {}, QStringLiteral("the name is too long") };
        Q_EMIT stage.monitor.channelsChanged(all({ channel("a", 1, 1) }));
        stage.pane.select("a");
        QSignalSpy failed(&stage.pane, &ChannelsPane::failed);
        QGuiApplication::clipboard()->setText(QStringLiteral("before"));
        stage.pane.copyPubUrl();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, Patience);
        QCOMPARE(failed[0][0].toString(), QStringLiteral("the name is too long"));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    }

    void theMenuNotifiesFiltersAndMakesTokens()
    {
        Stage stage;
        Q_EMIT stage.monitor.channelsChanged(all({ channel("a", 1, 1), channel("a/b", 1, 1) }));
        stage.pane.select("a");
        stage.choose(QStringLiteral("notify"));
        QTRY_VERIFY_WITH_TIMEOUT(stage.desktop.chosen.notifiedChannels.contains("a"), Patience);
        stage.choose(QStringLiteral("notify"));
        QTRY_VERIFY_WITH_TIMEOUT(stage.desktop.chosen.notifiedChannels.isEmpty(), Patience);

        stage.desktop.faults = { { PreferenceFault::Field::Bind, QStringLiteral("no such port") } };
        QSignalSpy failed(&stage.pane, &ChannelsPane::failed);
        stage.choose(QStringLiteral("notify"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, Patience);

        QSignalSpy asked(&stage.pane, &ChannelsPane::newTokenAsked);
        stage.choose(QStringLiteral("newToken"));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toByteArray(), "a");
        stage.choose(QStringLiteral("showBelow"));
        QCOMPARE(stage.pane.currentChannel(), QByteArray("a/"));
    }

    void columnsThatFindNoRoomAreHidden()
    {
        Stage stage;
        Q_EMIT stage.monitor.channelsChanged(all({ channel("a", 1, 1) }));
        stage.pane.resize(900, 300);
        QCOMPARE(stage.tree->header()->hiddenSectionCount(), 0);
        stage.pane.resize(120, 300);
        QVERIFY(!stage.tree->isColumnHidden(ChannelsModel::Name));
        QVERIFY(stage.tree->isColumnHidden(ChannelsModel::Events));
    }

    void whatIsLeftOutIsSaid()
    {
        Stage stage;
        auto *note = stage.pane.findChild<QLabel *>();
        QVERIFY(!note->isVisible());
        Q_EMIT stage.monitor.channelsChanged({ true, { channel("a", 1, 1) }, {}, 2143 });
        QVERIFY(note->isVisible());
        QVERIFY(note->text().contains(QStringLiteral("2143")));
        Q_EMIT stage.monitor.channelsChanged({ false, {}, {}, 0 });
        QVERIFY(!note->isVisible());
    }
};

HOOKBOT_TEST(ChannelsTest)
#include "channels_test.moc"
