#include "tests/support/suite.h"
#include "ui/detail/lineselection.h"

#include <QtTest/QTest>

using namespace hookbot;

namespace {

/// Lines of text, of which one may continue in the next.
class ContinuedLines final : public BodyLines
{
public:
    ContinuedLines(QStringList lines, qsizetype continued) : m_lines(std::move(lines)), m_continued(continued) {}

    bool advance() override { return false; }
    [[nodiscard]] qsizetype count() const override { return m_lines.size(); }
    [[nodiscard]] StyledLine line(qsizetype index) const override
    {
        StyledLine line;
        line.add(m_lines[index], TextStyle::Plain);
        return line;
    }
    [[nodiscard]] bool isContinued(qsizetype index) const override { return index == m_continued; }

private:
    QStringList m_lines;
    qsizetype m_continued;
};

} // namespace

class LineSelectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTextBetweenTwoPlaces()
    {
        const ContinuedLines lines({ QStringLiteral("first"), QStringLiteral("second, "), QStringLiteral("continued") },
                                   1);
        LineSelection selection;
        QVERIFY(selection.isEmpty());
        QCOMPARE(selection.text(lines), QString());
        selection.moveTo({ 2, 4 }, false);
        selection.moveTo({ 0, 2 }, true); // backwards
        QCOMPARE(selection.text(lines), QStringLiteral("rst\nsecond, cont"));
        QCOMPARE(selection.spanIn(0, 5)->begin, 2);
        QCOMPARE(selection.spanIn(0, 5)->end, 5);
        QCOMPARE(selection.spanIn(2, 9)->end, 4);
        QVERIFY(!selection.spanIn(3, 9));
        selection.selectAll(lines);
        QCOMPARE(selection.text(lines), QStringLiteral("first\nsecond, continued"));
    }

    void keysMoveOverFoldedLines()
    {
        const ContinuedLines lines(
            { QStringLiteral("a{"), QStringLiteral("b"), QStringLiteral("}"), QStringLiteral("end") }, -1);
        LineFolds folds;
        folds.fold(0, 2);
        LineSelection selection;
        const auto press = [&](int key, bool isFar = false) {
            selection.moveTo(selection.moved(key, isFar, 10, lines, folds), false);
            return selection.cursor();
        };
        QCOMPARE(press(Qt::Key_End), (LinePlace{ 0, 2 }));
        QCOMPARE(press(Qt::Key_Right), (LinePlace{ 0, 2 }));
        QCOMPARE(press(Qt::Key_Down), (LinePlace{ 3, 2 }));
        QCOMPARE(press(Qt::Key_Down), (LinePlace{ 3, 2 }));
        QCOMPARE(press(Qt::Key_End, true), (LinePlace{ 3, 3 }));
        QCOMPARE(press(Qt::Key_PageUp), (LinePlace{ 0, 2 }));
        QCOMPARE(press(Qt::Key_Home), (LinePlace{ 0, 0 }));
        QCOMPARE(press(Qt::Key_Left), (LinePlace{ 0, 0 }));
    }

    void aWordIsAUrlToo()
    {
        const QString text = QStringLiteral("see https://a.b/c, now");
        const LineSelection::Span word = LineSelection::wordAround(text, 8);
        QCOMPARE(text.mid(word.begin, word.end - word.begin), QStringLiteral("https://a.b/c"));
        QCOMPARE(LineSelection::wordAround(QString(), 0).end, 0);
    }
};

HOOKBOT_TEST(LineSelectionTest)
#include "lineselection_test.moc"
