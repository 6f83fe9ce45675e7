#include "broker/stream/framerules.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class FrameRulesTest : public QObject
{
    Q_OBJECT

    static QByteArray masked(qsizetype length)
    {
        QByteArray frame("\x82");
        if (length < 126)
            frame.append(char(0x80 | length));
        else if (length <= 0xffff)
            frame.append(char(0xfe)).append(char(length >> 8)).append(char(length & 0xff));
        else
            frame.append(char(0xff))
                .append(4, '\0')
                .append(char(length >> 24))
                .append(char(length >> 16 & 0xff))
                .append(char(length >> 8 & 0xff))
                .append(char(length & 0xff));
        return frame + "mask" + QByteArray(length, 'x');
    }

private Q_SLOTS:
    void maskedFramesPassAtEverySplit()
    {
        for (const qsizetype length : { 0, 1, 125, 126, 300, 65535, 65536 }) {
            const QByteArray frames = masked(length) + masked(3);
            QVERIFY(FrameRules().accept(frames));
            const qsizetype step = frames.size() > 1000 ? 997 : 1;
            for (qsizetype split = 0; split <= frames.size(); split += step) {
                FrameRules rules;
                QVERIFY(rules.accept(frames.first(split)));
                QVERIFY(rules.accept(frames.sliced(split)));
                QVERIFY(!rules.isInFrame());
            }
        }
    }

    void unmaskedFramesDoNot()
    {
        FrameRules rules;
        QVERIFY(!rules.accept("\x82\x01x"));
        QVERIFY(!rules.accept(masked(1))); // nor anything after one
        FrameRules later;
        QVERIFY(later.accept(masked(10)));
        QVERIFY(later.accept("\x89"));
        QVERIFY(!later.accept(QByteArray("\x00", 1)));
    }

    void knowsThatAFrameIsUnderWay()
    {
        FrameRules rules;
        const QByteArray frame = masked(5);
        QVERIFY(!rules.isInFrame());
        for (qsizetype i = 0; i < frame.size() - 1; ++i) {
            QVERIFY(rules.accept(frame.sliced(i, 1)));
            QVERIFY(rules.isInFrame());
        }
        QVERIFY(rules.accept(frame.last(1)));
        QVERIFY(!rules.isInFrame());
    }
};

HOOKBOT_TEST(FrameRulesTest)
#include "framerules_test.moc"
