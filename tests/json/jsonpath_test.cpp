#include "broker/json/jsonpath.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

namespace {

/// The steps, each in its brackets; a name in quotes too.
QByteArray shown(const JsonPath &path)
{
    QByteArray text;
    for (const JsonPath::Step &step : path.steps()) {
        const auto *name = std::get_if<QByteArray>(&step);
        text += '[' + (name ? '"' + *name + '"' : QByteArray::number(std::get<qsizetype>(step))) + ']';
    }
    return text;
}

} // namespace

class JsonPathTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasItsSteps_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("steps");
        const auto row = [](const char *path, const char *steps) {
            QTest::newRow(path) << QByteArray(path) << QByteArray(steps);
        };
        row("a", R"(["a"])");
        row("a.b", R"(["a"]["b"])");
        row("[0]", "[0]");
        row("a[1].n", R"(["a"][1]["n"])");
        row("a[2][10]", R"(["a"][2][10])");
        row(R"(d\.ot)", R"(["d.ot"])");
        row(R"(br\[0])", R"(["br[0]"])");
        row("\xc3\xa4", "[\"\xc3\xa4\"]");
    }

    void hasItsSteps()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, steps);
        const auto parsed = JsonPath::parse(path);
        QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error()));
        QCOMPARE(shown(*parsed), steps);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char *path : { "", ".", "a.", ".a", "a..b", "a[", "a[]", "a[x]", "a[-1]", "a[+1]", "a[1", "a[1]b",
                                  "a[1].", "a[99999999999]" })
            QTest::newRow(path) << QByteArray(path);
    }

    void saysWhatIsWrong()
    {
        QFETCH(const QByteArray, path);
        const auto parsed = JsonPath::parse(path);
        QVERIFY(!parsed);
        QVERIFY(parsed.error().contains(QLatin1Char('"') + QString::fromUtf8(path) + QLatin1Char('"')));
    }
};

HOOKBOT_TEST(JsonPathTest)
#include "jsonpath_test.moc"
