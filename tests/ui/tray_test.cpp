#include "tests/support/fakedesktop.h"
#include "tests/support/fakemonitor.h"
#include "tests/support/suite.h"
#include "ui/tray/notifier.h"
#include "ui/tray/recentchannels.h"
#include "ui/tray/trayicon.h"
#include "ui/tray/traymenu.h"
#include "ui/window/closing.h"

#include <QtGui/QImage>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

class TrayTest : public QObject
{
    Q_OBJECT

    static ServerStatus serving()
    {
        ServerStatus status;
        status.state = ServerStatus::State::Serving;
        status.address = QStringLiteral("127.0.0.1:8080");
        status.listeners = 3;
        status.eventsToday = 128;
        return status;
    }

    static EventSummary event(qint64 id, const QByteArray &channel, const QString &kind = QStringLiteral("push"))
    {
        EventSummary summary;
        summary.id = id;
        summary.time = std::chrono::system_clock::time_point(std::chrono::seconds(id));
        summary.channel = channel;
        summary.kind = kind;
        return summary;
    }

    static QStringList labels(const QMenu &menu)
    {
        QStringList texts;
        for (const QAction *action : menu.actions())
            texts.append(action->text());
        return texts;
    }

private Q_SLOTS:
    void statesDifferInShapeNotOnlyInColour()
    {
        for (const int side : { 16, 22, 24, 32, 48, 64 }) {
            QList<QImage> shapes;
            for (const TrayState state :
                 { TrayState::Serving, TrayState::New, TrayState::Paused, TrayState::Trouble }) {
                const QImage image = trayImage(state, false, true)
                                         .pixmap(QSize(side, side), 1.0)
                                         .toImage()
                                         .convertToFormat(QImage::Format_Alpha8);
                QCOMPARE(image.size(), QSize(side, side));
                for (const QImage &other : std::as_const(shapes))
                    QVERIFY(image != other);
                shapes.append(image);
            }
        }
    }

    void panelsGetTheColourThatTheyNeed()
    {
        const auto brightest = [](bool isDark) {
            const QImage image = trayImage(TrayState::Serving, false, isDark).pixmap(QSize(24, 24), 1.0).toImage();
            return image.pixelColor(12, 10).lightness(); // on its stem
        };
        QVERIFY(brightest(true) > 200);
        QVERIFY(brightest(false) < 60);
        QPalette light(Qt::white);
        const QString x11 = QStringLiteral("xcb");
        QVERIFY(isPanelDark("ubuntu:GNOME", x11, light));
        QVERIFY(!isPanelDark("KDE", x11, light));
        QVERIFY(isPanelDark("KDE", x11, QPalette(Qt::black)));
        QVERIFY(isPanelDark({}, x11, light));
        QVERIFY(!isPanelDark({}, QStringLiteral("windows"), light));
    }

    void theIconSaysHowTheServerFares()
    {
        QMenu menu;
        TrayIcon icon(menu, false);
        icon.setStatus(serving());
        QCOMPARE(icon.state(), TrayState::Serving);
        QVERIFY(icon.toolTip().contains(QStringLiteral("127.0.0.1:8080")));
        QVERIFY(icon.toolTip().contains(QStringLiteral("3 listener")));
        QVERIFY(icon.toolTip().contains(QStringLiteral("128 event")));
        icon.setNews(true);
        QCOMPARE(icon.state(), TrayState::New);
        ServerStatus status = serving();
        status.state = ServerStatus::State::Paused;
        icon.setStatus(status);
        QCOMPARE(icon.state(), TrayState::Paused);
        status.health = { Health::State::Unwell, {}, {}, QStringLiteral("The port is taken.") };
        icon.setStatus(status);
        QCOMPARE(icon.state(), TrayState::Trouble);
        QVERIFY(icon.toolTip().contains(QStringLiteral("The port is taken.")));
        icon.setStatus(serving());
        icon.setNews(false);
        QCOMPARE(icon.state(), TrayState::Serving);
    }

    void aPulseEnds()
    {
        QMenu menu;
        TrayIcon icon(menu, false);
        QVERIFY(!icon.isPulsing());
        icon.pulse();
        QVERIFY(icon.isPulsing());
        QTRY_VERIFY_WITH_TIMEOUT(!icon.isPulsing(), Patience);
    }

    void theMostRecentChannelsComeFirst()
    {
        RecentChannels recent;
        ChannelStatus silent;
        silent.name = "silent";
        silent.listeners = 2;
        ChannelStatus old;
        old.name = "old";
        old.lastTime = std::chrono::system_clock::time_point(1s);
        recent.take(ChannelsChange{ true, { silent, old }, {}, 0 });
        recent.take(Arrivals{ 1, { event(5, "young") } });
        QCOMPARE(recent.names(12), (QList<QByteArray>{ "young", "old", "silent" }));
        QCOMPARE(recent.names(2), (QList<QByteArray>{ "young", "old" }));
        recent.take(ChannelsChange{ false, {}, { "old" }, 0 });
        QCOMPARE(recent.names(12), (QList<QByteArray>{ "young", "silent" }));
        recent.take(ChannelsChange{ true, {}, {}, 0 });
        QVERIFY(recent.names(12).isEmpty());
    }

    void fewChannelsAreRemembered()
    {
        RecentChannels recent;
        ChannelStatus old;
        old.name = "old";
        old.listeners = 1;
        recent.take(ChannelsChange{ true, { old }, {}, 0 });
        for (int index = 1; index <= 100'000; ++index)
            recent.take(Arrivals{ 1, { event(index, "/unsafe/" + QByteArray::number(index)) } });
        const QList<QByteArray> names = recent.names(1000);
        QVERIFY(names.contains("old"));
        QVERIFY(names.size() <= RecentChannels::MostUnsafe + 1);
    }

    void theMenuOffersWhatThereIsToCopy()
    {
        TrayMenu menu("hello");
        const auto *subUrls = menu.findChildren<QMenu *>().value(0);
        QVERIFY(subUrls);
        QCOMPARE(labels(*subUrls), QStringList(QStringLiteral("hello")));

        RecentChannels recent;
        recent.take(Arrivals{ 2, { event(1, "a&b"), event(2, "/unsafe/ci") } });
        menu.setChannels(recent);
        QCOMPARE(labels(*subUrls), (QStringList{ QStringLiteral("unsafe: ci"), QStringLiteral("a&&b") }));
        const QSignalSpy asked(&menu, &TrayMenu::subUrlAsked);
        subUrls->actions().at(0)->trigger();
        QCOMPARE(asked.value(0), QVariantList{ QByteArray("/unsafe/ci") });

        for (int index = 0; index < 100; ++index)
            recent.take(Arrivals{ 1, { event(10 + index, QByteArray::number(index)) } });
        menu.setChannels(recent);
        QCOMPARE(subUrls->actions().size(), 12);
    }

    void urlsDoNotMoveWhileTheMenuIsOpen()
    {
        TrayMenu menu("hello");
        QMenu *subUrls = menu.findChildren<QMenu *>().at(0);
        RecentChannels recent;
        recent.take(Arrivals{ 1, { event(1, "a") } });
        menu.setChannels(recent);
        menu.popup({});
        recent.take(Arrivals{ 1, { event(2, "b") } });
        menu.setChannels(recent);
        QCOMPARE(labels(*subUrls), QStringList{ QStringLiteral("a") });
        menu.hide();
        QCOMPARE(labels(*subUrls), QStringList{ QStringLiteral("a") }); // it may just have been chosen
        menu.popup({});
        QCOMPARE(labels(*subUrls), (QStringList{ QStringLiteral("b"), QStringLiteral("a") }));
        menu.hide();
    }

    void pausingAndResumingIsTheSameEntry()
    {
        TrayMenu menu("hello");
        const auto entry = [&menu](const QString &text) -> QAction * {
            for (QAction *action : menu.actions()) {
                if (action->text() == text)
                    return action;
            }
            return nullptr;
        };
        const QSignalSpy asked(&menu, &TrayMenu::pauseAsked);
        menu.setState(ServerStatus::State::Serving);
        QVERIFY(entry(QStringLiteral("P&ause")));
        entry(QStringLiteral("P&ause"))->trigger();
        menu.setState(ServerStatus::State::Paused);
        QVERIFY(entry(QStringLiteral("&Resume")));
        entry(QStringLiteral("&Resume"))->trigger();
        QCOMPARE(asked.size(), 2);
        QVERIFY(asked.at(0).at(0).toBool());
        QVERIFY(!asked.at(1).at(0).toBool());
        menu.setState(ServerStatus::State::Failed);
        QVERIFY(!entry(QStringLiteral("P&ause"))->isEnabled());
    }

    void onlyChosenChannelsNotify()
    {
        FakeProgram desktop;
        Notifier notifier(desktop);
        const QSignalSpy wanted(&notifier, &Notifier::wanted);
        notifier.take({ 1, { event(1, "stripe/live") } });
        QVERIFY(wanted.isEmpty());
        desktop.chosen.notifiedChannels = { "stripe/live", "github.com/" };
        notifier.take({ 2, { event(2, "stripe/test"), event(3, "stripe") } });
        QVERIFY(wanted.isEmpty());
        notifier.setWindowWatched(true);
        notifier.take({ 1, { event(4, "stripe/live") } });
        QVERIFY(wanted.isEmpty());
        notifier.setWindowWatched(false);
        notifier.take({ 1, { event(5, "github.com/repo/a", QStringLiteral("<b>push")) } });
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.at(0).at(0).toString(), QStringLiteral("github.com/repo/a"));
        QVERIFY(!wanted.at(0).at(1).toString().contains(QLatin1Char('<')));
        QCOMPARE(wanted.at(0).at(2).toLongLong(), 5);
    }

    void unsafeChannelsAreCalledSo()
    {
        FakeProgram desktop;
        desktop.chosen.notifiedChannels = { "/unsafe/" };
        Notifier notifier(desktop);
        const QSignalSpy wanted(&notifier, &Notifier::wanted);
        notifier.take({ 1, { event(1, "/unsafe/ci") } });
        QCOMPARE(wanted.value(0).value(0).toString(), QStringLiteral("unsafe: ci"));
    }

    void whatComesTogetherIsToldTogether()
    {
        FakeProgram desktop;
        desktop.chosen.notifiedChannels = { "stripe/live", "a" };
        Notifier notifier(desktop);
        const QSignalSpy wanted(&notifier, &Notifier::wanted);
        Arrivals crowd;
        for (int id = 1; id <= 12; ++id)
            crowd.newest.append(event(id, "stripe/live"));
        crowd.count = 12;
        notifier.take(crowd);
        QCOMPARE(wanted.size(), 1);
        QVERIFY(wanted.at(0).at(0).toString().startsWith(QStringLiteral("12 event")));
        QVERIFY(wanted.at(0).at(0).toString().endsWith(QStringLiteral("stripe/live")));
        QCOMPARE(wanted.at(0).at(2).toLongLong(), 12);

        notifier.take({ 1, { event(13, "stripe/live") } });
        notifier.take({ 1, { event(14, "a") } });
        QCOMPARE(wanted.size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(wanted.size(), 2, Patience);
        QVERIFY(wanted.at(1).at(0).toString().contains(QStringLiteral("2 channels")));
        QCOMPARE(wanted.at(1).at(2).toLongLong(), 14);
    }

    void troubleNotifiesWhoWantsIt()
    {
        FakeProgram desktop;
        Notifier notifier(desktop);
        const QSignalSpy wanted(&notifier, &Notifier::wanted);
        desktop.notice({ Notice::Severity::Information, QStringLiteral("Another port"), {} });
        QVERIFY(wanted.isEmpty());
        desktop.notice({ Notice::Severity::Trouble, QStringLiteral("The log is full"), {} });
        QCOMPARE(wanted.size(), 1);
        desktop.chosen.notifiesTrouble = false;
        desktop.notice({ Notice::Severity::Trouble, QStringLiteral("The log is full"), {} });
        QCOMPARE(wanted.size(), 1);
    }

    void closingIsWhatWasChosen()
    {
        using When = WindowPreferences::WhenClosed;
        QCOMPARE(closingOf(When::Ask, true), Closing::Ask);
        QCOMPARE(closingOf(When::Ask, false), Closing::Ask);
        QCOMPARE(closingOf(When::KeepRunning, true), Closing::Hide);
        QCOMPARE(closingOf(When::KeepRunning, false), Closing::Tell);
        QCOMPARE(closingOf(When::Quit, true), Closing::Quit);
        QCOMPARE(closingOf(When::Quit, false), Closing::Quit);
    }
};

HOOKBOT_TEST(TrayTest)
#include "tray_test.moc"
