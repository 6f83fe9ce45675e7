#include "broker/auth/token.h"
#include "broker/watching/access.h"
#include "broker/watching/channelbook.h"
#include "broker/watching/deliverycounts.h"
#include "broker/watching/newevent.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

/// What a window is told of channels, and the other pure parts that a BrokerRunner is made of.
class ChannelBookTest : public QObject
{
    Q_OBJECT

private:
    using Time = std::chrono::system_clock::time_point;
    static constexpr qint64 Minute = 29'000'000; // since 1970

    static EventId idOf(qint64 minute, qint64 counter = 0)
    {
        return { EventId::atTime(Time(std::chrono::minutes(minute))).value + counter };
    }

    static const ChannelStatus *find(const ChannelsChange &change, const QByteArray &name)
    {
        for (const ChannelStatus &status : change.changed) {
            if (status.name == name)
                return &status;
        }
        return nullptr;
    }

    static ChannelBook counted(const QList<ChannelCounts::Channel> &channels)
    {
        ChannelBook book;
        book.beginCount();
        for (const ChannelCounts::Channel &channel : channels)
            book.count(channel);
        book.endCount();
        return book;
    }

    static AccessRequest accessTo(const QByteArray &channel, bool isRecursive = false, bool isUnsafe = false)
    {
        AccessRequest request;
        request.channel = channel;
        request.isRecursive = isRecursive;
        request.isUnsafe = isUnsafe;
        return request;
    }

private Q_SLOTS:
    void tellsNothingBeforeItHasCounted()
    {
        ChannelBook book;
        book.eventCame("a", idOf(Minute), {});
        book.listenerCame("b");
        QVERIFY(!book.take(Minute));
        book.beginCount();
        book.eventCame("a", idOf(Minute, 1), {});
        book.endCount();
        const auto change = book.take(Minute);
        QVERIFY(change && change->isAll);
        QCOMPARE(find(*change, "a")->events, qint64(1)); // the other one would have been counted
        QCOMPARE(find(*change, "b")->listeners, 1);
        QVERIFY(!book.take(Minute));
    }

    void addsUpPiecesAndWhatComes()
    {
        ChannelBook book;
        book.beginCount();
        book.count({ "a", 3, 0, idOf(Minute - 5), { { Minute - 5, 3 } } });
        book.count({ "a", 2, 0, idOf(Minute - 1), { { Minute - 1, 2 } } });
        book.endCount();
        book.eventCame("a", idOf(Minute, 7), Time(17ms));
        const auto change = book.take(Minute);
        const ChannelStatus *status = find(*change, "a");
        QCOMPARE(status->events, qint64(6));
        QCOMPARE(status->lastEvent, idOf(Minute, 7).value);
        QVERIFY(status->lastTime == Time(17ms));
        QCOMPARE(status->perMinute, QList<int>({ 3, 0, 0, 0, 2, 1 }));
    }

    void timePassesWithoutEvents()
    {
        ChannelBook book = counted({ { "a", 1, 0, idOf(Minute), { { Minute, 1 } } } });
        (void)book.take(Minute);
        QCOMPARE(find(*book.take(Minute + 2), "a")->perMinute, QList<int>({ 1, 0, 0 }));
        QVERIFY(find(*book.take(Minute + 60), "a")->perMinute.isEmpty());
        QVERIFY(!book.take(Minute + 62));
    }

    void tellsWhatIsGone()
    {
        ChannelBook book = counted({ { "a", 1, 0, idOf(Minute), {} } });
        book.listenerCame("b");
        (void)book.take(Minute);
        book.listenerGone("b");
        book.beginCount(); // and retention has dropped a's only event
        book.endCount();
        const auto change = book.take(Minute);
        QVERIFY(!change->isAll);
        QVERIFY(change->changed.isEmpty());
        QCOMPARE(QSet<QByteArray>(change->gone.begin(), change->gone.end()), QSet<QByteArray>({ "a", "b" }));
        QVERIFY(!book.take(Minute));
    }

    void keepsSoManyChannels()
    {
        ChannelBook book = counted({});
        book.listenerCame("0"); // its event is the oldest of all, but somebody listens
        for (int i = 0; i < 15'000; ++i)
            book.eventCame(QByteArray::number(i), idOf(Minute, i), {});
        const auto change = book.take(Minute);
        QVERIFY(change->changed.size() <= ChannelBook::Safe.channels);
        QCOMPARE(change->leftOut, qint64(15'000) - change->changed.size());
        QVERIFY(find(*change, "0"));
        QVERIFY(!find(*change, "1"));
        QVERIFY(find(*change, "14999"));
    }

    void keepsSoManyBytesOfNames()
    {
        ChannelBook book = counted({});
        qsizetype bytes = 0;
        for (int i = 0; i < 5000; ++i)
            book.eventCame(QByteArray::number(i) + QByteArray(2000, 'x'), idOf(Minute, i), {});
        auto change = book.take(Minute);
        for (const ChannelStatus &status : change->changed)
            bytes += status.name.size();
        QVERIFY(bytes <= ChannelBook::Safe.bytes);
        QVERIFY(bytes > ChannelBook::Safe.bytes / 2);
        QCOMPARE(change->leftOut, qint64(5000) - change->changed.size());
        QVERIFY(find(*change, "4999" + QByteArray(2000, 'x')));
        QVERIFY(!find(*change, "0" + QByteArray(2000, 'x')));
        book.eventCame("0" + QByteArray(2000, 'x'), idOf(Minute, 5000), {}); // left out no more
        change = book.take(Minute);
        QVERIFY(find(*change, "0" + QByteArray(2000, 'x')));
    }

    void unsafeChannelsPushNoOthersOut()
    {
        ChannelBook book = counted({ { "a", 1, 0, idOf(Minute - 10), {} } });
        (void)book.take(Minute);
        for (int i = 0; i < 50'000; ++i)
            book.eventCame("/unsafe/" + QByteArray::number(i) + QByteArray(i % 2 ? 0 : 2000, 'x'), idOf(Minute, i), {});
        qsizetype bytes = 0;
        for (const QByteArray &name : book.names())
            bytes += name.size();
        QVERIFY(bytes <= ChannelBook::Unsafe.bytes + 1);
        QVERIFY(book.names().size() <= ChannelBook::Unsafe.channels + 1);
        QVERIFY(book.names().contains("a"));
    }

    void whatSomebodyListensToStays()
    {
        ChannelBook book = counted({});
        for (int i = 0; i < 2000; ++i) {
            const QByteArray name = "/unsafe/" + QByteArray::number(i);
            book.listenerCame(name);
            book.eventCame(name, idOf(Minute, i), {});
        }
        book.eventCame("/unsafe/other", idOf(Minute, 2000), {});
        QVERIFY(book.names().size() >= 2000);
        QCOMPARE(find(*book.take(Minute), "/unsafe/0")->events, qint64(1));
    }

    void namesTheLatestFirst()
    {
        ChannelBook book = counted({ { "a", 1, 0, idOf(Minute), {} }, { "b", 1, 0, idOf(Minute + 1), {} } });
        book.listenerCame("c");
        QCOMPARE(book.names(), QList<QByteArray>({ "b", "a", "c" }));
    }

    void remembersDeliveries()
    {
        DeliveryCounts counts;
        QVERIFY(!counts.of({ 1 }));
        QVERIFY(!counts.countAfter({ 1 }));
        for (qint64 id = 2; id <= 300'000; id += 2)
            counts.add({ id }, int(id % 7));
        QCOMPARE(counts.of({ 300'000 }).value_or(-1), int(300'000 % 7));
        QCOMPARE(counts.of({ 100'002 }).value_or(-1), int(100'002 % 7));
        QVERIFY(!counts.of({ 100'000 })); // forgotten
        QVERIFY(!counts.of({ 299'999 })); // never was
        QCOMPARE(counts.countAfter({ 299'998 }).value_or(-1), qint64(1));
        QCOMPARE(counts.countAfter({ 299'999 }).value_or(-1), qint64(1));
        QCOMPARE(counts.countAfter({ 400'000 }).value_or(-1), qint64(0));
        QVERIFY(!counts.countAfter({ 5 }));
    }

    void makesUrls()
    {
        const QUrl base(QStringLiteral("https://hooks.example.com:8443"));
        AccessRequest request = accessTo("a/b c");
        request.extraMetadata = "github";
        const Access access = accessOf(request, "key", base);
        const QString token = QString::fromLatin1(makeToken("key", "/pub/a/b c"));
        QCOMPARE(access.publishToken, token);
        QCOMPARE(access.publishUrl,
                 QStringLiteral("https://%1@hooks.example.com:8443/pub/a/b%20c?extra-metadata=github").arg(token));
        QCOMPARE(access.subscribeUrl, QStringLiteral("wss://%1@hooks.example.com:8443/sub/a/b%20c")
                                          .arg(QString::fromLatin1(makeToken("key", "/sub/a/b c"))));
        QVERIFY(access.error.isEmpty());
    }

    void makesUrlsOfAllKinds_data()
    {
        QTest::addColumn<QByteArray>("channel");
        QTest::addColumn<bool>("isRecursive");
        QTest::addColumn<bool>("isUnsafe");
        QTest::addColumn<QString>("publish");
        const auto row = [](const char *channel, bool isRecursive, bool isUnsafe, const char *publish) {
            QTest::addRow("%s %d %d", channel, isRecursive, isUnsafe)
                << QByteArray(channel) << isRecursive << isUnsafe << QString::fromLatin1(publish);
        };
        row("a/b/", false, false, "/pub/a/b");
        row("a/b", true, false, "/pub/a/b/");
        row("/a/b/", true, false, "/pub/a/b/");
        row("", true, false, "/pub/");
        row("ci", false, true, "/unsafe/pub/ci");
        row("unsafe/ci", false, false, "/unsafe/pub/ci");
        row("/unsafe/ci", false, true, "/unsafe/pub/ci");
        row("100%", false, false, "/pub/100%25");
        row("", false, false, "");
        row("a//b", false, false, "");
        row("../x", false, false, "");
        row("a\nb", false, false, "");
        row("\xff", false, false, "");
        const QByteArray deepest = "a" + QByteArray("/a").repeated(30); // 32 segments with /pub
        row(deepest.constData(), false, false, ("/pub/" + deepest).constData());
        row((deepest + "/a").constData(), false, false, "");
    }

    void makesUrlsOfAllKinds()
    {
        QFETCH(QByteArray, channel);
        QFETCH(bool, isRecursive);
        QFETCH(bool, isUnsafe);
        QFETCH(QString, publish);
        const Access access =
            accessOf(accessTo(channel, isRecursive, isUnsafe), "key", QUrl(QStringLiteral("http://localhost:1")));
        QCOMPARE(access.error.isEmpty(), !publish.isEmpty());
        if (publish.isEmpty()) {
            QVERIFY(access.publishUrl.isEmpty() && access.subscribeToken.isEmpty());
            return;
        }
        const QUrl url(access.publishUrl);
        QCOMPARE(url.path(QUrl::FullyEncoded), publish);
        QCOMPARE(url.userName().isEmpty(), publish.startsWith(QStringLiteral("/unsafe/")));
        QVERIFY(!QUrl(access.subscribeUrl).userName().isEmpty());
    }

    void readsQuestions()
    {
        const auto whole = TokenReader::read(QStringLiteral(" http://abc@localhost:8080/pub/a%20b?x=1 "), {});
        QCOMPARE(whole.token, QByteArray("abc"));
        QCOMPARE(whole.path, QByteArray("/pub/a b"));
        QCOMPARE(TokenReader::read(QStringLiteral("http://abc@localhost"), QStringLiteral("/sub/x")).path,
                 QByteArray("/sub/x"));
        QCOMPARE(TokenReader::read(QStringLiteral("abc"), QStringLiteral("a/b")).path, QByteArray("a/b"));
        QVERIFY(TokenReader::read(QStringLiteral("abc"), {}).path.isEmpty());
    }

    void saysWhyATokenIsNone()
    {
        const TokenReader reader("key", false);
        const QByteArray good = makeToken("key", "/pub/a");
        QVERIFY(reader.faultOf(good).isEmpty());
        QVERIFY(TokenReader("key", true).faultOf(makeToken("key", "/pub/a", TokenKind::Sha1)).isEmpty());
        for (const QByteArray &bad : { QByteArray(), QByteArray("abc"), good.chopped(1), good + '0', good.toUpper(),
                                       good.chopped(1) + 'x', makeToken("key", "/pub/a", TokenKind::Sha1) })
            QVERIFY2(!reader.faultOf(bad).isEmpty(), bad.constData());
    }

    void saysWhatATokenOpens_data()
    {
        QTest::addColumn<QByteArray>("of");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("names"); // what it names; empty where it opens nothing
        QTest::newRow("itself") << QByteArray("/pub/a/b") << QByteArray("/pub/a/b") << QStringLiteral("/pub/a/b");
        QTest::newRow("other verb") << QByteArray("/pub/a/b") << QByteArray("/sub/a/b") << QString();
        QTest::newRow("prefix") << QByteArray("/pub/a/") << QByteArray("/pub/a/b/c") << QStringLiteral("/pub/a/");
        QTest::newRow("recursive") << QByteArray("/sub/a/") << QByteArray("/sub/a/") << QStringLiteral("/sub/a/");
        QTest::newRow("root") << QByteArray("/") << QByteArray("/pub/a") << QStringLiteral("of /");
        QTest::newRow("without verb") << QByteArray("/a/b") << QByteArray("/sub/a/b") << QStringLiteral("/a/b");
        QTest::newRow("channel") << QByteArray("/sub/a/b") << QByteArray("a/b") << QStringLiteral("/sub/a/b");
        QTest::newRow("unsafe channel") << QByteArray("/unsafe/sub/a") << QByteArray("/unsafe/a")
                                        << QStringLiteral("/unsafe/sub/a");
        QTest::newRow("no prefix") << QByteArray("/pub/a") << QByteArray("/pub/a/b") << QString();
        QTest::newRow("bad path") << QByteArray("/pub/a") << QByteArray("/pub//a") << QString();
        QTest::newRow("metrics") << QByteArray("/metrics") << QByteArray("/metrics") << QStringLiteral("/metrics");
    }

    void saysWhatATokenOpens()
    {
        QFETCH(QByteArray, of);
        QFETCH(QByteArray, path);
        QFETCH(QString, names);
        for (const TokenKind kind : { TokenKind::Sha256, TokenKind::Sha1 }) {
            TokenReader reader("key", true);
            const TokenExplanation explanation = reader.explain(makeToken("key", of, kind), path);
            QCOMPARE(explanation.isGood, !names.isEmpty());
            QVERIFY(!explanation.why.isEmpty());
            QVERIFY2(explanation.why.contains(names), qUtf8Printable(explanation.why));
            QVERIFY(!reader.explain(makeToken("other", of, kind), path).isGood);
        }
    }

    void checksWhatAWindowPublishes()
    {
        NewEvent event;
        event.channel = "a/b";
        event.headers = { { "X-One", "1" }, { "Authorization", "secret" } };
        event.query = "x=1";
        event.body = "body";
        const auto draft = draftOf(event);
        QVERIFY(draft);
        QCOMPARE(draft->headers.bytes(), QByteArray("X-One: 1\r\n"));
        QCOMPARE(draft->body, QByteArray("body"));

        const auto isRefused = [](const std::function<void(NewEvent &)> &change) {
            NewEvent changed;
            changed.channel = "a/b";
            change(changed);
            return !draftOf(changed);
        };
        for (const char *channel : { "", "/", "/a", "a//b", "..", "a\nb", "\xff", "/unsafe/", "/unsafe" })
            QVERIFY2(isRefused([&](NewEvent &bad) { bad.channel = channel; }), channel);
        QVERIFY(isRefused([](NewEvent &bad) { bad.channel = QByteArray(3000, 'a'); }));
        QVERIFY(isRefused([](NewEvent &bad) { bad.channel = QByteArray("a/").repeated(31) + 'a'; }));
        event.channel = QByteArray("a/").repeated(31) + 'a';
        QVERIFY(draftOf(event).error().contains(QStringLiteral("32 segments")));
        QVERIFY(isRefused([](NewEvent &bad) { bad.method = "PO ST"; }));
        QVERIFY(isRefused([](NewEvent &bad) { bad.query = "a b"; }));
        QVERIFY(isRefused([](NewEvent &bad) { bad.headers = { { "X: y", "1" } }; }));
        QVERIFY(isRefused([](NewEvent &bad) { bad.headers = { { "X", "1\r\nY: 2" } }; }));
        QVERIFY(isRefused([](NewEvent &bad) { bad.headers = { { "X", QByteArray(70'000, 'x') } }; }));
        event.channel = "/unsafe/a";
        QVERIFY(draftOf(event));
    }
};

HOOKBOT_TEST(ChannelBookTest)
#include "channelbook_test.moc"
