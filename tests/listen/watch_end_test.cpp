#include "tests/listen/listener.h"
#include "tests/listen/scriptedserver.h"
#include "tests/support/suite.h"

#include <QtCore/QPointer>
#include <QtCore/QThread>
#include <QtTest/QTest>

using namespace hookbot::listen;

namespace {

/// Brings a watch into some state. Returns whether it could.
using Reach = std::function<bool(ScriptedServer &, Listener &)>;

} // namespace

Q_DECLARE_METATYPE(Reach)

/// How a watch starts, pauses and ends in every state.
class WatchEndTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isStoppedInASlot_data() { signalsOfASlot(); }
    void isStoppedInASlot();
    void isDeletedInASlot_data() { signalsOfASlot(); }
    void isDeletedInASlot();
    void endsInAnyState_data();
    void endsInAnyState();
    void aRefusalIsNotToldAfterStop();
    void beginsOnce();
    void doesNotBeginAfterStop();

    void goesToAnotherThreadAsAWhole();

    void pausesAndResumes();
    void doesNotPauseWhereEventsWouldBeLost();

private:
    static void signalsOfASlot();
    static bool reaches(const QString &signal, ScriptedServer &server);
};

/// The signals in which the slot acts; after each, further signals are due.
void WatchEndTest::signalsOfASlot()
{
    QTest::addColumn<QString>("signal");
    for (const char *signal : { "connected", "event", "gap", "disconnected", "ended" })
        QTest::newRow(signal) << QString::fromLatin1(signal);
}

/// Causes a signal of the watch. Returns whether it could.
bool WatchEndTest::reaches(const QString &signal, ScriptedServer &server)
{
    if (signal == Ended || signal == Disconnected) {
        const QByteArray status = signal == Ended ? "404 Not Found" : "503 Unavailable";
        for (int i = 0; i < 2; ++i) {
            if (!server.answers())
                return false;
            server.refuse(status, "");
        }
        return true;
    }
    if (!server.answers())
        return false;
    const QByteArray gap = server.frame(ScriptedServer::Text, R"({"gap":{"after":"17","oldest":"40"}})");
    server.send(server.acceptance() + (signal == u"gap" ? gap : QByteArray()) + server.event("1") + server.event("2"));
    return true;
}

void WatchEndTest::isStoppedInASlot()
{
    QFETCH(QString, signal);
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    listener.onSignal(signal, [&listener] { listener.watch->stop(); });
    listener.watch->start();
    QVERIFY(reaches(signal, server));
    QVERIFY(waitFor([&] { return !listener.said.isEmpty() && listener.said.last().startsWith(signal); }));
    QVERIFY(server.isLeft());
    QVERIFY(server.isLeftAlone());
    QVERIFY2(listener.said.last().startsWith(signal), qPrintable(listener.said.last()));
    QVERIFY(!listener.said.contains(Event2));
}

void WatchEndTest::isDeletedInASlot()
{
    QFETCH(QString, signal);
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    const QPointer<Watch> watch = listener.watch.get();
    listener.onSignal(signal, [&listener] {
        if (Watch *dying =
                listener.watch.release()) // it lives until the next turn of the loop, and may emit signals until then
            dying->deleteLater();
    });
    listener.watch->start();
    QVERIFY(reaches(signal, server));
    QVERIFY(waitFor([&] { return !watch; }));
    QVERIFY(server.isLeft());
    QVERIFY(server.isLeftAlone());
}

void WatchEndTest::endsInAnyState_data()
{
    QTest::addColumn<Reach>("reach");
    const auto row = [](const char *name, const Reach &reach) { QTest::newRow(name) << reach; };
    const auto has = [](const Listener &listener, const QString &signal) {
        return waitFor([&] { return listener.said.contains(signal); });
    };
    row("made", [](ScriptedServer &, Listener &) { return true; });
    row("started", [](ScriptedServer &, Listener &listener) {
        listener.watch->start();
        return true;
    });
    row("dialling", [](ScriptedServer &, Listener &listener) {
        listener.watch->start();
        QCoreApplication::processEvents();
        return true;
    });
    row("handshaking", [](ScriptedServer &server, Listener &listener) {
        listener.watch->start();
        return server.answers();
    });
    row("half a head", [](ScriptedServer &server, Listener &listener) {
        listener.watch->start();
        if (!server.answers())
            return false;
        server.send(server.acceptance().chopped(5));
        return server.isTaken();
    });
    row("open", [has](ScriptedServer &server, Listener &listener) {
        listener.watch->start();
        return server.opens() && has(listener, Connected);
    });
    row("half an event", [has](ScriptedServer &server, Listener &listener) {
        listener.watch->start();
        if (!server.opens())
            return false;
        server.send(server.event("1") + server.event("2").chopped(5));
        return has(listener, Event1) && server.isTaken();
    });
    row("between calls", [has](ScriptedServer &server, Listener &listener) {
        listener.watch->start();
        return reaches(Disconnected, server) && has(listener, Disconnected);
    });
    row("asking why", [](ScriptedServer &server, Listener &listener) {
        listener.watch->start();
        if (!server.answers())
            return false;
        server.refuse("503 Unavailable", "");
        return server.answers();
    });
    row("half an explanation", [](ScriptedServer &server, Listener &listener) {
        listener.watch->start();
        if (!server.answers())
            return false;
        server.refuse("503 Unavailable", "");
        if (!server.answers())
            return false;
        server.send("HTTP/1.1 503 Unavailable\r\nContent-Length: 100\r\n\r\nwe are");
        return server.isTaken();
    });
    row("paused", [has](ScriptedServer &server, Listener &listener) {
        listener.watch->start();
        if (!server.opens())
            return false;
        server.send(server.event("1"));
        return has(listener, Event1) && listener.watch->pause();
    });
    row("ended", [has](ScriptedServer &server, Listener &listener) {
        listener.watch->start();
        return reaches(Ended, server) && has(listener, Ended);
    });
}

void WatchEndTest::endsInAnyState()
{
    QFETCH(Reach, reach);
    for (const bool isDeleted : { false, true }) {
        ScriptedServer server;
        Listener listener(optionsFor(server.url("/sub/a")));
        QVERIFY(reach(server, listener));
        const QStringList said = listener.said;
        if (isDeleted) {
            listener.watch.reset();
        } else {
            listener.watch->stop();
            listener.watch->resume();
        }
        QVERIFY(server.isLeft());
        QVERIFY(server.turnsCallersAway()); // from before the end
        QVERIFY(server.isLeftAlone());
        QCOMPARE(listener.said, said);
    }
}

void WatchEndTest::aRefusalIsNotToldAfterStop()
{
    Listener listener(optionsFor(QUrl()));
    listener.watch->start();
    listener.watch->stop();
    QCoreApplication::processEvents();
    QCOMPARE(listener.said, QStringList());
}

void WatchEndTest::beginsOnce()
{
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    listener.watch->start();
    listener.watch->start();
    QVERIFY(server.opens());
    SAYS(Connected);
    listener.watch->start();
    QVERIFY(server.isLeftAlone());
}

void WatchEndTest::doesNotBeginAfterStop()
{
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    listener.watch->stop();
    listener.watch->start();
    QVERIFY(server.isLeftAlone());
}

/// A timer that did not move would connect in the thread that made the watch.
void WatchEndTest::goesToAnotherThreadAsAWhole()
{
    QThread thread;
    Watch watch(optionsFor(QUrl(QStringLiteral("ws://localhost/sub/a"))));
    watch.moveToThread(&thread);
    const auto parts = watch.findChildren<QObject *>();
    QVERIFY(!parts.isEmpty());
    for (const QObject *part : parts)
        QCOMPARE(part->thread(), &thread);
}

void WatchEndTest::pausesAndResumes()
{
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    listener.onSignal(QStringLiteral("event"), [&listener] {
        if (listener.watch->lastId() == "1")
            QVERIFY(listener.watch->pause());
    });
    listener.watch->start();
    QVERIFY(server.opens());
    server.send(server.event("1") + server.event("2"));
    SAYS(Connected, Event1);
    QVERIFY(server.isLeft());
    QVERIFY(server.isLeftAlone());
    listener.watch->resume();
    QVERIFY(server.opens());
    QCOMPARE(server.target(), QByteArray("/sub/a?format=json&since=1"));
    server.send(server.event("2"));
    SAYS(Connected, Event1, Connected, Event2);
    listener.watch->resume(); // of a watch that is not paused
    QVERIFY(server.isLeftAlone());
}

void WatchEndTest::doesNotPauseWhereEventsWouldBeLost()
{
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    QVERIFY(!listener.watch->pause());
    listener.watch->start();
    QVERIFY(server.opens());
    server.send(server.frame(ScriptedServer::Binary, "x"));
    SAYS(Connected, SomeEvent);
    QVERIFY(!listener.watch->pause());
    server.send(server.frame(ScriptedServer::Binary, "x"));
    SAYS(Connected, SomeEvent, SomeEvent);
}

HOOKBOT_TEST(WatchEndTest)
#include "watch_end_test.moc"
