#include "broker/stream/framecache.h"
#include "broker/stream/websocketframe.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class WebSocketFrameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The unmasked examples of RFC 6455, section 5.7.
    void matchesTheRfc()
    {
        QCOMPARE(makeFrame(FrameKind::Text, { "Hello" }), QByteArray("\x81\x05Hello"));
        const QByteArray bytes256(256, 'x');
        QCOMPARE(makeFrame(FrameKind::Binary, { bytes256 }), QByteArray("\x82\x7E\x01\x00", 4) + bytes256);
        const QByteArray bytes64k(65536, 'x');
        QCOMPARE(makeFrame(FrameKind::Binary, { bytes64k }),
                 QByteArray("\x82\x7F\x00\x00\x00\x00\x00\x01\x00\x00", 10) + bytes64k);
    }

    void lengthsAreAsShortAsCanBe()
    {
        const auto headerSize = [](qsizetype length) {
            return makeFrame(FrameKind::Binary, { QByteArray(length, 'x') }).size() - length;
        };
        QCOMPARE(headerSize(0), 2);
        QCOMPARE(headerSize(125), 2);
        QCOMPARE(headerSize(126), 4);
        QCOMPARE(headerSize(65535), 4);
        QCOMPARE(headerSize(65536), 10);
    }

    void partsFollowEachOther()
    {
        QCOMPARE(makeFrame(FrameKind::Binary, { "a/b", QByteArrayView("\0", 1), "body" }), QByteArray("\x82\x08"
                                                                                                      "a/b\0body",
                                                                                                      10));
    }

    void anEventIsFramedOnceInEachForm()
    {
        const auto event = std::make_shared<Event>();
        event->channel = "a";
        event->body = QByteArray("x\0y", 3);
        Traffic traffic;
        FrameCache frames(traffic);
        const QByteArray first = frames.frame(event, FrameForm::Body);
        QCOMPARE(first, QByteArray("\x82\x03x\0y", 5));
        QCOMPARE(frames.frame(event, FrameForm::ChannelAndBody), QByteArray("\x82\x05"
                                                                            "a\0x\0y",
                                                                            7));
        QVERIFY(frames.frame(event, FrameForm::Body).isSharedWith(first));

        const auto another = std::make_shared<Event>();
        another->body = "z";
        QCOMPARE(frames.frame(another, FrameForm::Body), QByteArray("\x82\x01z"));
        QCOMPARE(frames.frame(event, FrameForm::Body), first);
    }
};

HOOKBOT_TEST(WebSocketFrameTest)
#include "websocketframe_test.moc"
