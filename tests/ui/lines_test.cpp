#include "tests/support/suite.h"
#include "tests/ui/finding.h"
#include "ui/text/lines.h"

#include <QtCore/QProcess>
#include <QtTest/QTest>

using namespace hookbot;

namespace {

/// The words that a shell makes of a command line.
QStringList shellWords(const QString &command)
{
    QProcess shell;
    shell.start(QStringLiteral("sh"), { QStringLiteral("-c"), QStringLiteral("printf '%s\\0' ") + command });
    shell.waitForFinished(Patience);
    QStringList words = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar(0));
    words.removeLast();
    return words;
}

} // namespace

class LinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void aShellTakesLinesAsTheyAreMeant_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("plain") << QStringLiteral("a/b");
        QTest::newRow("quotes") << QStringLiteral("it's \"so\" `id` $(id) $HOME");
        QTest::newRow("blanks and lines") << QStringLiteral("a b\nc\td\\n");
        QTest::newRow("query") << QStringLiteral("a?extra-metadata=github&b=1;c|d>e*");
        QTest::newRow("only quotes") << QStringLiteral("''''");
    }

    void aShellTakesLinesAsTheyAreMeant()
    {
        QFETCH(const QString, path);
        const Access access{
            QStringLiteral("https://t@h/pub/") + path, QStringLiteral("wss://t@h/sub/") + path, {}, {}, {}
        };
        QCOMPARE(shellWords(curlLine(access)).last(), access.publishUrl);
        QCOMPARE(shellWords(wscatLine(access, false)),
                 QStringList({ QStringLiteral("wscat"), QStringLiteral("-c"), access.subscribeUrl }));
        QCOMPARE(shellWords(wscatLine(access, true)).last(),
                 QStringLiteral("X-Hookbot-Unsafe-Is-Ok: I understand the security implications"));
        QCOMPARE(shellWords(listenLine(access, true)),
                 QStringList({ QStringLiteral("hookbot"), QStringLiteral("listen"), access.subscribeUrl,
                               QStringLiteral("--unsafe-ok") }));
        QCOMPARE(shellWords(forwardLine(access)),
                 QStringList({ QStringLiteral("hookbot"), QStringLiteral("listen"), access.subscribeUrl,
                               QStringLiteral("--forward"), QStringLiteral("http://localhost:3000/") }));
    }

    void curlIsToldOfPatterns()
    {
        Access access = someAccess();
        QVERIFY(!shellWords(curlLine(access)).contains(QStringLiteral("-g")));
        access.publishUrl = QStringLiteral("http://[::1]/pub/a");
        QVERIFY(shellWords(curlLine(access)).contains(QStringLiteral("-g")));
    }

    void channelsAreAskedForAsPeopleWriteThem()
    {
        QCOMPARE(accessRequestFor("a/b").channel, "a/b");
        QVERIFY(!accessRequestFor("a/b").isRecursive);
        QVERIFY(accessRequestFor("a/").isRecursive);
        QVERIFY(accessRequestFor("").isRecursive);
        QCOMPARE(accessRequestFor("/unsafe/a").channel, "a");
        QVERIFY(accessRequestFor("/unsafe/a").isUnsafe);
    }
};

HOOKBOT_TEST(LinesTest)
#include "lines_test.moc"
