#include "../support/suite.h"
#include "printable.h"

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
        row("cut letter", "\xc2", "\xc2", "\xc2");
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
