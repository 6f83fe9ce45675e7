#include "app/output/printable.h"
#include "broker/event/characters.h"
#include "tests/support/suite.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace hookbot;

class PrintableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapesWhatATerminalObeys_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &line, const QByteArray &text) {
            QTest::newRow(name) << bytes << line << text;
        };
        row("nothing", "", "", "");
        row("plain", "a b\"\\", "a b\"\\", "a b\"\\");
        row("escape sequence", "\x1b[2J", "\\x1b[2J", "\\x1b[2J");
        row("line end", "a\nb\tc\r", "a\\x0ab\\x09c\\x0d", "a\nb\tc\\x0d");
        row("delete, zero", QByteArray("\x7f\0", 2), "\\x7f\\x00", "\\x7f\\x00");
        row("second set of controls",
            "a\xc2\x9b"
            "2Jb",
            "a\\xc2\\x9b2Jb", "a\\xc2\\x9b2Jb");
        row("first and last of them", "\xc2\x80\xc2\x9f", "\\xc2\\x80\\xc2\\x9f", "\\xc2\\x80\\xc2\\x9f");
        row("letters beside them", "\xc2\xa0\xc3\xa9", "\xc2\xa0\xc3\xa9", "\xc2\xa0\xc3\xa9");
        row("cut letter", "\xc2", "\\xc2", "\\xc2");
        row("second set as bytes", "\x9b\x80", "\\x9b\\x80", "\\x9b\\x80");
        row("direction",
            "a\xe2\x80\xae"
            "b",
            "a\\xe2\\x80\\xaeb", "a\\xe2\\x80\\xaeb");
        row("line separator", "\xe2\x80\xa8", "\\xe2\\x80\\xa8", "\\xe2\\x80\\xa8");
    }

    void leavesNothingThatIsNotShowable()
    {
        QByteArray all;
        for (char32_t code = 0; code <= 0x10ffff; ++code) {
            if (!QChar::isSurrogate(code))
                all += QStringView(QChar::fromUcs4(code)).toUtf8();
        }
        for (int byte = 0; byte < 256; ++byte)
            all += char(byte);
        const auto leaves = [](const QByteArray &shown, QByteArrayView exceptions) {
            for (qsizetype i = 0; i < shown.size();) {
                const Character character = characterAt(QByteArrayView(shown).sliced(i));
                if (!character.isValid || (!isShowable(character.code) && !exceptions.contains(shown[i])))
                    return true;
                i += character.size;
            }
            return false;
        };
        QVERIFY(!leaves(printable(all), ""));
        QVERIFY(!leaves(printableText(all), "\n\t"));
        QVERIFY(!leaves(printableJson(all), "\n\t"));
    }

    void jsonSaysTheSame()
    {
        const QByteArray json = "{\"a\":\"\xe2\x80\xae\xc2\x9b\xf3\xa0\x80\x81\xc3\xa9\\n\"}";
        const QByteArray shown = printableJson(json);
        QCOMPARE(shown, QByteArray("{\"a\":\"\\u202e\\u009b\\udb40\\udc01\xc3\xa9\\n\"}"));
        QCOMPARE(QJsonDocument::fromJson(shown), QJsonDocument::fromJson(json));
    }

    void escapesWhatATerminalObeys()
    {
        QFETCH(QByteArray, bytes);
        QTEST(printable(bytes), "line");
        QTEST(printableText(bytes), "text");
    }
};

HOOKBOT_TEST(PrintableTest)
#include "printable_test.moc"
