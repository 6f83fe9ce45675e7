#include "tests/support/fakemonitor.h"
#include "tests/support/suite.h"
#include "tests/ui/finding.h"
#include "ui/detail/bodypane.h"
#include "ui/detail/curlcommand.h"
#include "ui/detail/detailactions.h"
#include "ui/detail/detailpane.h"
#include "ui/detail/jsonlines.h"
#include "ui/detail/linediff.h"
#include "ui/detail/linefolds.h"
#include "ui/detail/linesview.h"
#include "ui/detail/pairsview.h"
#include "ui/detail/xmllines.h"
#include "ui/replay/eventeditor.h"
#include "ui/replay/replays.h"
#include "ui/text/bodyguess.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabWidget>

using namespace hookbot;

namespace {

constexpr qsizetype LargeBody = 25LL * 1024 * 1024;

QStringList allLines(BodyLines &lines)
{
    while (lines.advance()) {
    }
    QStringList texts;
    for (qsizetype i = 0; i < lines.count(); ++i)
        texts += lines.line(i).text;
    return texts;
}

QString prettyJson(const QByteArray &body)
{
    JsonLines lines(body);
    return allLines(lines).join(u'\n');
}

QString jsonFault(const QByteArray &body)
{
    JsonLines lines(body);
    allLines(lines);
    return lines.fault();
}

QString prettyXml(const QByteArray &body)
{
    XmlLines lines(body);
    return allLines(lines).join(u'\n');
}

EventDetail eventOf(const QByteArray &body, const QByteArray &contentType = "application/json")
{
    EventDetail event;
    event.summary.channel = "octo/hello";
    event.summary.method = "POST";
    event.summary.contentType = contentType;
    event.summary.kind = QStringLiteral("push");
    event.summary.time = std::chrono::system_clock::now();
    event.summary.remote = "192.0.2.7";
    event.headers = { { "Host", "h" }, { "Content-Type", contentType }, { "X-Mark", "it's" } };
    event.body = body;
    return event;
}

/// A detail pane that shows an event with this body.
struct Shown
{
    explicit Shown(const QByteArray &body, const QByteArray &contentType = "application/json")
    {
        pane.resize(600, 700);
        pane.show();
        event = monitor.arrive(eventOf(body, contentType));
        pane.setEvent(event);
        lines = pane.findChild<BodyPane *>()->findChild<LinesView *>();
        isThere = QTest::qWaitFor([this] { return pane.findChild<BodyPane *>()->isVisible(); }, Patience);
    }

    [[nodiscard]] bool says(const QString &text) const
    {
        const auto labels = pane.findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&text](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }

    [[nodiscard]] QAction *action(const QString &text) const
    {
        for (auto *menu : pane.findChildren<QMenu *>()) {
            Q_EMIT menu->aboutToShow();
            for (auto *each : menu->actions()) {
                if (each->text().contains(text))
                    return each;
            }
        }
        return nullptr;
    }

    FakeMonitor monitor;
    DetailPane pane{ monitor };
    LinesView *lines = nullptr;
    qint64 event = 0;
    bool isThere = false;
};

} // namespace

class DetailTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonIsIndentedAndOtherwiseAsItWasWritten()
    {
        QCOMPARE(prettyJson("{\"b\":1.50e+02,\"a\":[1,-0,{}],\"e\":[ ],\"s\":\"\\u00e9\\/\",\"t\":true}"),
                 QStringLiteral("{\n  \"b\": 1.50e+02,\n  \"a\": [\n    1,\n    -0,\n    {}\n  ],\n  \"e\": [],\n"
                                "  \"s\": \"\\u00e9\\/\",\n  \"t\": true\n}"));
        QCOMPARE(prettyJson(" 12345678901234567890.0 \n"), QStringLiteral("12345678901234567890.0"));
        QCOMPARE(prettyJson("{\"a\":1,\"a\":2}"), QStringLiteral("{\n  \"a\": 1,\n  \"a\": 2\n}"));
        QCOMPARE(prettyJson("[\"\xe2\x80\xae\"]"), QStringLiteral("[\n  \"\\u202e\"\n]"));
    }

    void whatIsNoJsonSaysWhere()
    {
        const QByteArrayList bad{ "{",    "[1,]",      "{\"a\" 1}", "{\"a\":1,}", "[01]",     "[1.]",
                                  "nul",  "[\"\\x\"]", "[1] 2",     "{]",         "\"a\nb\"", "[\"\\u12g4\"]",
                                  "[\"a", "]",         "{1:2}",     "[1 2]",      "-",        "1e",
                                  "+1",   ",",         "" };
        for (const QByteArray &body : bad)
            QVERIFY2(!jsonFault(body).isEmpty(), body.constData());
        QVERIFY(!jsonFault(QByteArray(20'000, '[')).isEmpty());
        QVERIFY(jsonFault("[1, 0] 2").contains(QStringLiteral("at byte 7")));
        const QByteArrayList good{ "0", "-0.5E-7", "\"\"", "[[],{}]", "null", "{\"\":{\"\":[]}}" };
        for (const QByteArray &body : good)
            QCOMPARE(jsonFault(body), QString());
    }

    void aLongStringIsCutIntoLinesWithoutLosingAnything()
    {
        QByteArray text;
        while (text.size() < 5000)
            text += "a\xc3\xa9\\n\xe2\x82\xac ";
        JsonLines lines("{\"k\":\"" + text + "\"}");
        const QStringList texts = allLines(lines);
        QVERIFY(lines.fault().isEmpty());
        QVERIFY(texts.size() > 20);
        QString whole;
        for (qsizetype i = 1; i < texts.size() - 1; ++i) {
            QCOMPARE(lines.isContinued(i), i < texts.size() - 2);
            whole += texts[i];
        }
        QCOMPARE(whole, QStringLiteral("  \"k\": \"") + QString::fromUtf8(text) + u'"');
        QCOMPARE(lines.foldEnd(0), texts.size() - 1);
    }

    void xmlIsIndented()
    {
        QCOMPARE(prettyXml("<?xml version='1.0'?><a x=\"1\"><b>text</b><c/><d><e></e></d></a>"),
                 QStringLiteral("<?xml version='1.0'?>\n<a x=\"1\">\n  <b>text</b>\n  <c/>\n  <d>\n    <e></e>\n"
                                "  </d>\n</a>"));
        // Whatever it is, it ends, and nothing is lost but spaces.
        for (const QByteArray body : { "<", "</a></b>", "<a", "<!--", "a<b", "<a><![CDATA[<x>]]>", "<a>\n\n</a>" }) {
            QString squeezed = prettyXml(body).remove(u'\n').remove(u' ');
            QCOMPARE(squeezed, QString::fromLatin1(body).remove(u'\n').remove(u' '));
        }
    }

    void bodiesAreWhatTheyAre()
    {
        using Kind = BodyGuess::Kind;
        QCOMPARE(guessBody("{}", "application/json; charset=utf-8").kind, Kind::Json);
        QCOMPARE(guessBody("a=1&b=%20", "application/x-www-form-urlencoded").kind, Kind::Form);
        QCOMPARE(guessBody("<a/>", "application/atom+xml").kind, Kind::Xml);
        QCOMPARE(guessBody("hello", {}).kind, Kind::Text);
        QCOMPARE(guessBody(QByteArray("\x89PNG\0", 5), "image/png").kind, Kind::Binary);
        QCOMPARE(guessBody({}, "application/json").kind, Kind::Empty);
        QVERIFY(guessBody("hello", "text/plain").note.isEmpty());
        for (const auto &[body, type] : { std::pair<QByteArray, QByteArray>("{}", "application/x-www-form-urlencoded"),
                                          { "{}", "text/plain" },
                                          { QByteArray("\0\1", 2), "application/json" },
                                          { "hello", "application/xml" } })
            QVERIFY2(guessBody(body, type).note.contains(QString::fromLatin1(type)), type.constData());
    }

    void foldsHideLines()
    {
        LineFolds folds;
        folds.fold(2, 4);
        folds.fold(10, 19);
        QCOMPARE(folds.rowCount(30), 19);
        QCOMPARE(folds.lineOf(2), 2);
        QCOMPARE(folds.lineOf(3), 5);
        QCOMPARE(folds.lineOf(8), 10);
        QCOMPARE(folds.lineOf(9), 20);
        for (qsizetype row = 0; row < 19; ++row)
            QCOMPARE(folds.rowOf(folds.lineOf(row)), row);
        QCOMPARE(folds.rowOf(15), 8);
        folds.fold(1, 12);
        folds.fold(0, 25);
        QCOMPARE(folds.rowCount(30), 5);
        folds.reveal(11);
        QCOMPARE(folds.rowCount(30), 30);
    }

    void aDiffMakesTheOneOfTheOther()
    {
        quint32 random = 7;
        const auto next = [&random](quint32 below) {
            random = random * 1664525 + 1013904223;
            return (random >> 8) % below;
        };
        for (int round = 0; round < 200; ++round) {
            QStringList before;
            QStringList after;
            for (quint32 i = next(30); i > 0; --i)
                before += QString::number(next(6));
            for (quint32 i = next(30); i > 0; --i)
                after += QString::number(next(6));
            LineDiff diff(before, after);
            while (diff.advance()) {
            }
            QVERIFY(!diff.isTooLarge());
            QStringList old;
            QStringList made;
            qsizetype same = 0;
            for (const LineDiff::Piece &piece : diff.pieces()) {
                if (piece.kind != LineDiff::Piece::Kind::Added)
                    old += piece.line;
                if (piece.kind != LineDiff::Piece::Kind::Removed)
                    made += piece.line;
                same += piece.kind == LineDiff::Piece::Kind::Same ? 1 : 0;
            }
            QCOMPARE(old, before);
            QCOMPARE(made, after);
            if (before == after)
                QCOMPARE(same, before.size());
        }
        QStringList many;
        QStringList others;
        for (int i = 0; i < 20'000; ++i) {
            many += QString::number(i);
            others += QString::number(-1 - i);
        }
        LineDiff diff(many, others);
        while (diff.advance()) {
        }
        QVERIFY(diff.isTooLarge());
    }

    void curlSaysItAll()
    {
        EventDetail event = eventOf("it's {}");
        event.query = "a=1";
        const QString command = curlCommand(event, QStringLiteral("http://t@h/pub/a"), QStringLiteral("f.bin"));
        QCOMPARE(command, QStringLiteral("curl -X 'POST' 'http://t@h/pub/a?a=1' \\\n"
                                         "  -H 'Content-Type: application/json' \\\n"
                                         "  -H 'X-Mark: it'\\''s' \\\n"
                                         "  --data-binary 'it'\\''s {}'"));
        event.query = "a[]=1";
        QVERIFY(curlCommand(event, QStringLiteral("http://h/a"), {})
                    .startsWith(QStringLiteral("curl -X 'POST' -g 'http://h/a?a[]=1'")));
        event.body = "@/etc/passwd";
        QVERIFY(curlCommand(event, QString(), QString()).contains(QStringLiteral("--data-raw '@/etc/passwd'")));
        event.body = QByteArray("\0", 1);
        QVERIFY(curlCommand(event, QString(), QStringLiteral("f.bin")).contains(QStringLiteral("'@f.bin'")));
    }

    void anEventIsShownWithAllOfIt()
    {
        Shown shown("{\"a\":[1,2]}");
        QVERIFY(shown.isThere);
        QTRY_COMPARE_WITH_TIMEOUT(shown.lines->rowCount(), 6, Patience);
        for (const char *part : { "push", "octo/hello", "id 1", "192.0.2.7" })
            QVERIFY2(shown.says(QString::fromLatin1(part)), part);
        auto *headers = shown.pane.findChild<QTabWidget *>()->widget(1);
        auto *pairs = qobject_cast<PairsView *>(headers);
        const QAbstractItemModelTester tester(pairs->model());
        QCOMPARE(pairs->model()->rowCount(), 3);
        pairs->selectRow(2);
        QTest::keyClick(pairs, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("X-Mark: it's"));
        shown.pane.setEvent(99);
        QTRY_VERIFY_WITH_TIMEOUT(shown.says(QStringLiteral("no longer in the log")), Patience);
        shown.pane.setEvent(0);
        QVERIFY(shown.says(QStringLiteral("No event selected")));
    }

    void longWordsDoNotWidenTheWindow()
    {
        const auto widthWith = [](const QByteArray &word) {
            Shown shown(word, "text/plain");
            EventDetail event = eventOf(word, "text/" + word);
            event.summary.channel = "long/" + word;
            event.summary.kind = QString::fromLatin1(word);
            event.query = word;
            shown.pane.setEvent(shown.monitor.arrive(event));
            return QTest::qWaitFor([&shown] { return shown.says(QStringLiteral("id 2")); }, Patience)
                       ? shown.pane.minimumSizeHint().width()
                       : 0;
        };
        const int width = widthWith("x");
        QVERIFY(width > 0);
        QCOMPARE(widthWith(QByteArray(900, 'x')), width);
    }

    void keysFoldSelectAndCopy()
    {
        Shown shown("{\"a\":[1,2],\"b\":\"x\"}");
        QTRY_COMPARE_WITH_TIMEOUT(shown.lines->rowCount(), 7, Patience);
        QTest::keyClick(shown.lines, Qt::Key_Down);
        QTest::keyClick(shown.lines, Qt::Key_Minus);
        QCOMPARE(shown.lines->rowCount(), 4);
        QTest::keyClick(shown.lines, Qt::Key_Plus);
        QCOMPARE(shown.lines->rowCount(), 7);
        // The triangle of the second line.
        const int line = shown.lines->fontMetrics().lineSpacing() + 1;
        QTest::mouseClick(shown.lines->viewport(), Qt::LeftButton, {}, QPoint(5, line + line / 2));
        QCOMPARE(shown.lines->rowCount(), 4);
        QTest::keyClick(shown.lines, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(shown.lines, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), prettyJson("{\"a\":[1,2],\"b\":\"x\"}"));
        QTest::keyClick(shown.lines, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(shown.lines, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(shown.lines->selectedText(), QStringLiteral("{\n"));
        QTest::mouseDClick(shown.lines->viewport(), Qt::LeftButton, {},
                           QPoint(line + 4 + shown.lines->fontMetrics().averageCharWidth() * 8, line * 2 + line / 2));
        QVERIFY(!shown.lines->selectedText().isEmpty());
    }

    void wordsAreFoundForwardAndBackward()
    {
        Shown shown("{\"needle\":1,\"a\":{\"b\":\"a Needle\"},\"c\":2}");
        QTRY_COMPARE_WITH_TIMEOUT(shown.lines->rowCount(), 7, Patience);
        shown.lines->setFolded(2, true);
        QCOMPARE(shown.lines->rowCount(), 5);
        shown.pane.focusFind();
        auto *bar = shown.pane.findChild<BodyPane *>()->findChild<QLineEdit *>();
        QSignalSpy found(shown.lines, &LinesView::found);
        QSignalSpy notFound(shown.lines, &LinesView::notFound);
        QTest::keyClicks(bar, QStringLiteral("needle"));
        QTest::keyClick(bar, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(found.size(), 1, Patience);
        QCOMPARE(shown.lines->selectedText(), QStringLiteral("needle"));
        QTest::keyClick(bar, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(found.size(), 2, Patience);
        QCOMPARE(shown.lines->selectedText(), QStringLiteral("Needle"));
        QCOMPARE(shown.lines->rowCount(), 7); // it was folded away
        QTest::keyClick(bar, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(found.size(), 3, Patience); // around
        QCOMPARE(shown.lines->selectedText(), QStringLiteral("needle"));
        QTest::keyClick(bar, Qt::Key_Return, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(found.size(), 4, Patience);
        QCOMPARE(shown.lines->selectedText(), QStringLiteral("Needle"));
        QTest::keyClicks(bar, QStringLiteral("zz"));
        QTest::keyClick(bar, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(notFound.size(), 1, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown.says(QStringLiteral("Not found")), Patience);
        QTest::keyClick(bar, Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
    }

    void aWordIsFoundWhereALongLineIsCut()
    {
        QByteArray text(237, '-');
        text += "needle" + QByteArray(500, '-');
        Shown shown(text, "text/plain");
        QTRY_VERIFY_WITH_TIMEOUT(shown.lines->rowCount() > 2, Patience);
        QSignalSpy found(shown.lines, &LinesView::found);
        shown.lines->find(QStringLiteral("NEEDLE"), true);
        QTRY_COMPARE_WITH_TIMEOUT(found.size(), 1, Patience);
        QCOMPARE(shown.lines->selectedText(), QStringLiteral("needle"));
    }

    void looksAreRemembered()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings")), QSettings::IniFormat);
        Shown shown("[1]");
        QTRY_COMPARE_WITH_TIMEOUT(shown.lines->rowCount(), 3, Patience);
        auto *look = shown.pane.findChild<QComboBox *>();
        QTest::keyClick(look, Qt::Key_Down);
        QCOMPARE(shown.lines->rowCount(), 1);
        QTest::keyClick(look, Qt::Key_Down);
        QVERIFY(shown.lines->lines()->line(0).text.contains(QStringLiteral("5b 31 5d")));
        shown.pane.saveState(settings);
        Shown later("[1]");
        later.pane.restoreState(settings);
        QTRY_VERIFY_WITH_TIMEOUT(later.lines->lines()->line(0).text.contains(QStringLiteral("5b 31 5d")), Patience);
    }

    void aBodyThatIsNotWhatItSaysIsShownAsWhatItIs()
    {
        Shown shown("{\"a\": oops}");
        QTRY_VERIFY_WITH_TIMEOUT(shown.says(QStringLiteral("not valid JSON")), Patience);
        QCOMPARE(shown.lines->lines()->line(0).text, QStringLiteral("{\"a\": oops}"));
        Shown form("a=1&b=x+%3Cy%3E%00", "application/x-www-form-urlencoded");
        auto *table = form.pane.findChild<BodyPane *>()->findChild<PairsView *>();
        QTRY_VERIFY_WITH_TIMEOUT(table->isVisible(), Patience);
        QCOMPARE(table->model()->index(1, 1).data().toString(), QStringLiteral("x <y>\\x00"));
        Shown binary(QByteArray(100, '\0'), "application/json");
        QTRY_VERIFY_WITH_TIMEOUT(binary.says(QStringLiteral("not text")), Patience);
        QCOMPARE(binary.lines->rowCount(), 7);
    }

    void hugeBodiesAreShownAtOnceAndWhole_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<qsizetype>("count");
        QByteArray elements = "[";
        while (elements.size() < LargeBody - 100)
            elements += "{\"name\":\"some value of this member\",\"n\":[12345,67890]},";
        elements += "0]";
        const qsizetype objects = elements.count('{');
        QTest::newRow("25 MiB of objects") << elements << objects * 7 + 3;
        QByteArray million = "[";
        for (int i = 0; i < 999'997; ++i)
            million += "1,";
        QTest::newRow("a million lines") << million + "1]" << qsizetype(1'000'000);
        QTest::newRow("25 MiB of one string") << '"' + QByteArray(LargeBody, 'x') + '"' << qsizetype(-1);
    }

    void hugeBodiesAreShownAtOnceAndWhole()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const qsizetype, count);
        Shown shown(body);
        QVERIFY(shown.isThere);
        // The first lines are there long before the last.
        QVERIFY(shown.lines->rowCount() > 100);
        if (count > 0)
            QVERIFY(shown.lines->rowCount() < count);
        QSignalSpy finished(shown.lines, &LinesView::finished);
        QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), Patience);
        if (count > 0)
            QCOMPARE(shown.lines->rowCount(), count);
        QTest::keyClick(shown.lines, Qt::Key_End, Qt::ControlModifier);
        QVERIFY(!shown.lines->grab().isNull());
        QCOMPARE(shown.lines->verticalScrollBar()->value(), shown.lines->verticalScrollBar()->maximum());
        if (count > 0) {
            shown.lines->setFolded(0, true);
            QCOMPARE(shown.lines->rowCount(), 1);
        }
    }

    void theDifferenceFromTheEventBeforeIsShown()
    {
        Shown shown("{\"a\":1,\"b\":2}");
        const qint64 later = shown.monitor.arrive(eventOf("{\"a\":1,\"b\":3}"));
        auto *tabs = shown.pane.findChild<QTabWidget *>();
        tabs->setCurrentIndex(2);
        QTRY_VERIFY_WITH_TIMEOUT(shown.says(QStringLiteral("no earlier event on this channel")), Patience);
        shown.pane.setEvent(later);
        auto *lines = tabs->widget(2)->findChild<LinesView *>();
        QTRY_COMPARE_WITH_TIMEOUT(lines->rowCount(), 5, Patience);
        QStringList texts;
        for (qsizetype i = 0; i < 5; ++i)
            texts += lines->lines()->line(i).text;
        QCOMPARE(texts, (QStringList{ QStringLiteral("  {"), QStringLiteral("    \"a\": 1,"),
                                      QStringLiteral("\u2212   \"b\": 2"), QStringLiteral("+   \"b\": 3"),
                                      QStringLiteral("  }") }));
        QByteArray large = "[";
        for (int i = 0; i < 30'000; ++i)
            large += "1,";
        shown.pane.setEvent(shown.monitor.arrive(eventOf(large + "1]")));
        QTRY_VERIFY_WITH_TIMEOUT(shown.says(QStringLiteral("too long")), Patience);
    }

    void whatIsCopiedAndSavedIsTheEvent()
    {
        Shown shown("{\"a\":1}");
        shown.monitor.access.publishUrl = QStringLiteral("http://token@127.0.0.1:8080/pub/octo/hello");
        QSignalSpy done(&shown.pane, &DetailPane::done);
        shown.pane.eventActions().copyAsCurl();
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, Patience);
        QCOMPARE(shown.monitor.accessRequests.first().channel, QByteArray("octo/hello"));
        QVERIFY(QGuiApplication::clipboard()->text().contains(shown.monitor.access.publishUrl));
        named<QAction>(shown.pane, "copyBody")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("{\"a\":1}"));
        named<QAction>(shown.pane, "copyId")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("1"));

        const QTemporaryDir folder;
        shown.pane.eventActions().saveBody();
        auto *dialog = shown.pane.findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        const QString path = folder.filePath(QStringLiteral("body.json"));
        Q_EMIT dialog->fileSelected(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{\"a\":1}"));
        dialog->reject();
    }

    void liveListenersAreInTheReplayMenu()
    {
        Shown shown("{}");
        QSignalSpy asked(&shown.pane, &DetailPane::replayToAsked);
        QVERIFY(shown.action(QStringLiteral("No listeners")) != nullptr);
        ListenerStatus listener;
        listener.id = 17;
        listener.channel = "octo/";
        listener.remote = "192.0.2.9";
        shown.monitor.setListeners({ listener });
        shown.action(QStringLiteral("192.0.2.9"))->trigger();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().at(1).toLongLong(), 17);
    }

    void severalReplaysAskOnceAndGoInOrder()
    {
        FakeMonitor monitor;
        QWidget window;
        window.show();
        Replays replays(monitor, &window);
        QSignalSpy done(&replays, &Replays::done);
        QSignalSpy failed(&replays, &Replays::failed);
        replays.replay({ 5 });
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, Patience);
        QCOMPARE(monitor.replayed, QList<qint64>{ 5 });

        replays.replay({ 9, 7, 8 });
        auto *box = window.findChild<QMessageBox *>();
        QVERIFY(box != nullptr);
        QVERIFY(box->text().contains(u'3'));
        QTest::keyClick(box, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(window.findChild<QMessageBox *>() == nullptr, Patience);
        QCOMPARE(monitor.replayed.size(), 1);
        replays.replay({ 9, 7, 8 });
        box = window.findChild<QMessageBox *>();
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 2, Patience);
        QCOMPARE(monitor.replayed, (QList<qint64>{ 5, 7, 8, 9 }));

        ListenerStatus listener;
        listener.id = 17;
        replays.replayTo({ 3 }, listener);
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 3, Patience);
        QCOMPARE(monitor.replayedTo.first(), std::pair(qint64(3), qint64(17)));
        monitor.refusal = QStringLiteral("it is paused");
        replays.replay({ 4 });
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, Patience);
        QVERIFY(failed.first().first().toString().contains(monitor.refusal));
    }

    void anEventIsEditedAndPublishedAsANewOne()
    {
        FakeMonitor monitor;
        EventDetail event = eventOf("{\r\n}");
        event.headers.emplace_back("Content-Length", "4");
        event.headers.emplace_back("X-Odd", "\xff");
        const qint64 id = monitor.arrive(event);
        QWidget window;
        window.show();
        Replays replays(monitor, &window);
        QSignalSpy done(&replays, &Replays::done);
        QSignalSpy failed(&replays, &Replays::failed);
        replays.edit(99);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, Patience);
        replays.edit(id);
        QTRY_VERIFY_WITH_TIMEOUT(window.findChild<EventEditor *>() != nullptr, Patience);
        auto *editor = window.findChild<EventEditor *>();
        auto *body = named<QPlainTextEdit>(*editor, "body");
        auto *headers = named<QPlainTextEdit>(*editor, "headers");
        QTest::keyClicks(body, QStringLiteral(" "));
        auto *publish = named<QPushButton>(*editor, "publish");
        headers->appendPlainText(QStringLiteral("no header"));
        QTest::mouseClick(publish, Qt::LeftButton);
        QVERIFY(monitor.published.isEmpty());
        headers->undo();
        headers->setPlainText(headers->toPlainText().replace(QStringLiteral("no header"), QStringLiteral("X-New: 1")));
        QTest::mouseClick(publish, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, Patience);
        const NewEvent made = monitor.published.first();
        QCOMPARE(made.channel, QByteArray("octo/hello"));
        QCOMPARE(made.body, QByteArray(" {\r\n}"));
        QCOMPARE(made.replayOf, id);
        QVERIFY(made.headers.contains(QPair<QByteArray, QByteArray>("X-Odd", "\xff")));
        QVERIFY(!made.headers.contains(QPair<QByteArray, QByteArray>("Content-Length", "4")));
    }

    void bodiesThatCannotBeEditedArePublishedAsTheyWere()
    {
        FakeMonitor monitor;
        for (const QByteArray &body : { QByteArray("\0\1\2", 3), QByteArray(2'000'000, 'x'), QByteArray(300'000, 'x'),
                                        QByteArray("a\r\nb\n"), QByteArray("a \xe2\x80\xae b") }) {
            EventDetail event = eventOf(body);
            event.summary.channel = "/unsafe/ci";
            const EventEditor editor(monitor, event);
            QCOMPARE(editor.newEvent().body, body);
            QCOMPARE(editor.newEvent().channel, QByteArray("/unsafe/ci"));
            bool isSaid = false;
            for (const auto *label : editor.findChildren<QLabel *>())
                isSaid = isSaid || label->text().contains(QStringLiteral("unchanged"));
            QVERIFY(isSaid);
        }
    }
};

HOOKBOT_TEST(DetailTest)
#include "detail_test.moc"
