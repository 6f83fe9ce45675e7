#include "broker/routers/glob.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <random>
#include <string>

using namespace hookbot;

namespace {

/// The same by its definition, for short texts: tries everything. ASCII.
bool matchesSlowly(const char *pattern, const char *text)
{
    if (!*pattern)
        return !*text;
    if (pattern[0] == '*' && pattern[1] == '*')
        return matchesSlowly(pattern + 2, text) || (*text && matchesSlowly(pattern, text + 1));
    if (pattern[0] == '*')
        return matchesSlowly(pattern + 1, text) || (*text && *text != '/' && matchesSlowly(pattern, text + 1));
    if (pattern[0] == '?')
        return *text && *text != '/' && matchesSlowly(pattern + 1, text + 1);
    return *text == *pattern && matchesSlowly(pattern + 1, text + 1);
}

} // namespace

class GlobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("does");
        const auto row = [](const char *pattern, const char *text, bool does) {
            QTest::addRow("%s on %s", pattern, text) << QByteArray(pattern) << QByteArray(text) << does;
        };
        row("", "", true);
        row("", "a", false);
        row("a/b", "a/b", true);
        row("a/b", "a/b/", false);
        row("a", "A", false);
        row("*", "", true);
        row("*", "abc", true);
        row("*", "a/c", false);
        row("**", "a/b/c", true);
        row("github.com/*/x", "github.com/me/x", true);
        row("github.com/*/x", "github.com/me/you/x", false);
        row("github.com/**/x", "github.com/me/you/x", true);
        row("**/x", "x", false);
        row("***", "a/b", true);
        row("a*b*c", "aXbbXc", true);
        row("a*b*c", "aXbbX", false);
        row("?", "a", true);
        row("?", "/", false);
        row("?", "", false);
        row("?", "\xc3\xa4", true);
        row("??", "\xc3\xa4", false);
        row("\xc3\xa4*", "\xc3\xa4x", true);
        row(R"(\*)", "*", true);
        row(R"(\*)", "a", false);
        row(R"(\?*)", "?a", true);
        row(R"(a\\b)", R"(a\b)", true);
        row(R"(a\)", R"(a\)", true);
        row("*", "\xff", false);
        row("[a-z]", "b", false);
        row("[a-z]", "[a-z]", true);
    }

    void matches()
    {
        QFETCH(const QByteArray, pattern);
        QFETCH(const QByteArray, text);
        QFETCH(const bool, does);
        QCOMPARE(Glob(pattern).matches(text), does);
    }

    void matchesAsItsDefinitionDoes()
    {
        std::mt19937 random(11);
        const auto word = [&random](const char *letters, size_t count, size_t most) {
            std::string result;
            for (size_t i = random() % most; i > 0; --i)
                result += letters[random() % count];
            return result;
        };
        int matched = 0;
        for (int i = 0; i < 50'000; ++i) {
            const std::string pattern = word("ab/*?*", 6, 8);
            const std::string text = word("ab/", 3, 9);
            const bool does = matchesSlowly(pattern.c_str(), text.c_str());
            QVERIFY2(
                Glob(QByteArray::fromStdString(pattern)).matches(text) == does,
                qPrintable(
                    QStringLiteral("%1 on %2").arg(QString::fromStdString(pattern), QString::fromStdString(text))));
            matched += does ? 1 : 0;
        }
        QVERIFY(matched > 1000);
    }

    /// A matcher that tries one run after the other would be at this until the sun goes out.
    void aPatternOfManyRunsIsNoTrouble()
    {
        const QByteArray pattern = QByteArray("**a*a").repeated(20) + "b";
        QVERIFY(!Glob(pattern).matches(QByteArray(20'000, 'a')));
        QVERIFY(Glob(pattern).matches(QByteArray(20'000, 'a') + "b"));
    }

    void longTextIsOnlyComparedAsItIs()
    {
        const QByteArray text(64 * 1024 + 1, 'a');
        QVERIFY(!Glob("*").matches(text));
        QVERIFY(Glob("*").matches(text.chopped(1)));
        QVERIFY(Glob(text).matches(text));
    }
};

HOOKBOT_TEST(GlobTest)
#include "glob_test.moc"
