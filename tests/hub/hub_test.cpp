#include "broker/hub/hub.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <functional>

using namespace hookbot;

namespace {

class Listener final : public Subscriber
{
public:
    bool offer(const EventPtr &event) override
    {
        heard.append(event->channel);
        if (onOffer)
            onOffer();
        return takes;
    }

    QList<QByteArray> heard;
    std::function<void()> onOffer;
    bool takes = true;
};

EventPtr eventOn(const QByteArray &channel)
{
    static qint64 id = 0;
    const auto event = std::make_shared<Event>();
    event->id = { ++id };
    event->channel = channel;
    return event;
}

} // namespace

class HubTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversToChannelAndPrefixes()
    {
        Hub hub;
        Listener exact, other, below, all, unsafe;
        hub.subscribe({ "a/b" }, &exact);
        hub.subscribe({ "a/c" }, &other);
        hub.subscribe({ "a/" }, &below);
        hub.subscribe({ "" }, &all);
        hub.subscribe({ "/unsafe/" }, &unsafe);

        QCOMPARE(hub.deliver(eventOn("a/b")), 3);
        QCOMPARE(hub.deliver(eventOn("a/b/c")), 2);
        QCOMPARE(hub.deliver(eventOn("a")), 1);
        QCOMPARE(hub.deliver(eventOn("/unsafe/a")), 1);
        QCOMPARE(hub.deliver(eventOn("a/")), 2);
        QCOMPARE(exact.heard, QList<QByteArray>({ "a/b" }));
        QCOMPARE(other.heard, QList<QByteArray>());
        QCOMPARE(below.heard, QList<QByteArray>({ "a/b", "a/b/c", "a/" }));
        QCOMPARE(all.heard, QList<QByteArray>({ "a/b", "a/b/c", "a", "a/" }));
        QCOMPARE(unsafe.heard, QList<QByteArray>({ "/unsafe/a" }));
    }

    /// What a filter says and what the hub does are two pieces of code: they have to agree on everything.
    void agreesWithFilter()
    {
        const QList<QByteArray> names{ "",    "a",        "a/",        "a/b",        "a/b/",  "b",     "ab",
                                       "ab/", "/unsafe/", "/unsafe/a", "/unsafe/a/", "a/b/c", "a?b/c", "unsafe/a" };
        Hub hub;
        std::vector<std::unique_ptr<Listener>> listeners;
        for (const QByteArray &name : names) {
            listeners.push_back(std::make_unique<Listener>());
            hub.subscribe({ name }, listeners.back().get());
        }
        for (const QByteArray &channel : names) {
            hub.deliver(eventOn(channel));
            for (qsizetype i = 0; i < names.size(); ++i) {
                QVERIFY2(listeners[size_t(i)]->heard.contains(channel) == Filter{ names[i] }.matches(channel),
                         (names[i] + " and " + channel).constData());
            }
        }
    }

    void countsWhoTookIt()
    {
        Hub hub;
        Listener takes, declines;
        declines.takes = false;
        hub.subscribe({ "a" }, &takes);
        hub.subscribe({ "a" }, &declines);
        QCOMPARE(hub.deliver(eventOn("a")), 1);
    }

    void leavingInTheMidst()
    {
        Hub hub;
        Listener first, second, third;
        hub.subscribe({ "a" }, &first);
        hub.subscribe({ "a" }, &second);
        hub.subscribe({ "a/" }, &third);
        hub.subscribe({ "" }, &third);
        first.onOffer = [&] {
            hub.unsubscribe({ "a" }, &first);
            hub.unsubscribe({ "a" }, &second);
            hub.unsubscribe({ "" }, &third);
        };
        QCOMPARE(hub.deliver(eventOn("a")), 1);
        QVERIFY(second.heard.isEmpty());
        QVERIFY(third.heard.isEmpty());
        QCOMPARE(hub.subscriptions(), 1);
        QCOMPARE(hub.deliver(eventOn("a")), 0);
        QCOMPARE(hub.deliver(eventOn("a/b")), 1);
    }

    void joiningInTheMidstHearsTheNext()
    {
        Hub hub;
        Listener first;
        std::vector<std::unique_ptr<Listener>> late;
        hub.subscribe({ "a" }, &first);
        first.onOffer = [&] {
            for (const QByteArray &name : { QByteArray("a"), QByteArray("") }) {
                late.push_back(std::make_unique<Listener>());
                hub.subscribe({ name }, late.back().get());
            }
        };
        QCOMPARE(hub.deliver(eventOn("a")), 1);
        QVERIFY(late[0]->heard.isEmpty());
        QVERIFY(late[1]->heard.isEmpty());
        first.onOffer = nullptr;
        QCOMPARE(hub.deliver(eventOn("a")), 3);
    }

    void leavingAndJoiningAgainInTheMidst()
    {
        Hub hub;
        Listener listener;
        hub.subscribe({ "a" }, &listener);
        listener.onOffer = [&] {
            hub.unsubscribe({ "a" }, &listener);
            hub.subscribe({ "a" }, &listener);
        };
        QCOMPARE(hub.deliver(eventOn("a")), 1);
        QCOMPARE(hub.deliver(eventOn("a")), 1);
        QCOMPARE(listener.heard.size(), 2);
        QCOMPARE(hub.subscriptions(), 1);
    }

    void headMovesOnceAllHaveHeard()
    {
        Hub hub;
        Listener listener;
        hub.subscribe({ "a" }, &listener);
        const EventPtr before = eventOn("b");
        hub.deliver(before);
        EventId during;
        listener.onOffer = [&] { during = hub.head(); };
        const EventPtr event = eventOn("a");
        hub.deliver(event);
        QCOMPARE(during.value, before->id.value);
        QCOMPARE(hub.head().value, event->id.value);
    }

    void unknownSubscribersAreIgnored()
    {
        Hub hub;
        Listener listener;
        hub.unsubscribe({ "a" }, &listener);
        hub.subscribe({ "a" }, &listener);
        hub.unsubscribe({ "b" }, &listener);
        hub.unsubscribe({ "a" }, &listener);
        hub.unsubscribe({ "a" }, &listener);
        QCOMPARE(hub.subscriptions(), 0);
        QCOMPARE(hub.deliver(eventOn("a")), 0);
    }
};

HOOKBOT_TEST(HubTest)
#include "hub_test.moc"
