#include "broker/event/characters.h"
#include "tests/support/suite.h"

#include <QtCore/QString>
#include <QtTest/QTest>

using namespace hookbot;

/// Which characters of strangers are shown as they are.
class CharactersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsUtf8()
    {
        for (char32_t code = 0; code <= 0x10ffff; ++code) {
            if (QChar::isSurrogate(code))
                continue;
            const QByteArray bytes = QStringView(QChar::fromUcs4(code)).toUtf8();
            const Character character = characterAt(bytes + 'x');
            if (!character.isValid || character.code != code || character.size != bytes.size())
                QFAIL(qPrintable(QString::number(code, 16)));
            if (bytes.size() > 1 && characterAt(bytes.chopped(1)).isValid) // cut
                QFAIL(qPrintable(QString::number(code, 16)));
        }
    }

    void refusesWhatIsNoUtf8_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("continuation") << QByteArray("\x80x");
        QTest::newRow("C1 as a byte") << QByteArray("\x9b");
        QTest::newRow("overlong of two") << QByteArray("\xc0\x9b");
        QTest::newRow("overlong of two, delete") << QByteArray("\xc1\xbf");
        QTest::newRow("overlong of three") << QByteArray("\xe0\x82\x9b");
        QTest::newRow("overlong of four") << QByteArray("\xf0\x82\x80\xae");
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80");
        QTest::newRow("beyond") << QByteArray("\xf4\x90\x80\x80");
        QTest::newRow("no lead") << QByteArray("\xff");
        QTest::newRow("lead alone") << QByteArray("\xe2\x80x");
    }

    void refusesWhatIsNoUtf8()
    {
        QFETCH(QByteArray, bytes);
        const Character character = characterAt(bytes);
        QVERIFY(!character.isValid);
        QCOMPARE(character.size, qsizetype(1));
    }

    void showsNoneThatCommandsOrDeceives()
    {
        const QList<std::pair<char32_t, char32_t>> hidden{
            { 0x0, 0x1f },      { 0x7f, 0x9f },     { 0xad, 0xad },       { 0x34f, 0x34f },     { 0x61c, 0x61c },
            { 0x115f, 0x1160 }, { 0x180b, 0x180f }, { 0x200b, 0x200f },   { 0x2028, 0x202e },   { 0x2060, 0x206f },
            { 0x3164, 0x3164 }, { 0xd800, 0xf8ff }, { 0xfeff, 0xfeff },   { 0xffa0, 0xffa0 },   { 0xfff0, 0xfffb },
            { 0xfdd0, 0xfdef }, { 0xfffe, 0xffff }, { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, { 0xe0000, 0x10ffff },
        };
        for (const auto &[first, last] : hidden) {
            for (char32_t code = first; code <= last; ++code) {
                if (isShowable(code))
                    QFAIL(qPrintable(QString::number(code, 16)));
            }
        }
        for (const char32_t code :
             { U' ', U'~', U'\u00a0', U'\u00e9', U'\u05d0', U'\u0647', U'\u4e2d', U'\ufffd', U'\U0001f600' })
            QVERIFY2(isShowable(code), qPrintable(QString::number(code, 16)));
    }
};

HOOKBOT_TEST(CharactersTest)
#include "characters_test.moc"
