#include "app/desktop/certificatewatch.h"
#include "tests/support/suite.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

/// A certificate of 30 days, on a clock that the test sets.
class CertificateWatchTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::chrono::system_clock::time_point m_now;
    QList<Notice> m_notices;

    [[nodiscard]] QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    /// Makes a key and its certificate, both below this name.
    [[nodiscard]] bool makeCertificate(const char *name) const
    {
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
                      { QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                        QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
                        QStringLiteral("-days"), QStringLiteral("30"), QStringLiteral("-subj"),
                        QStringLiteral("/CN=") + QLatin1String(name), QStringLiteral("-keyout"),
                        file(name) + QStringLiteral(".key"), QStringLiteral("-out"),
                        file(name) + QStringLiteral(".crt") });
        return openssl.waitForFinished() && openssl.exitCode() == 0;
    }

    void install(const char *name, const char *suffix) const
    {
        const QString target = file("tls") + QLatin1String(suffix);
        QFile::remove(target);
        if (!QFile::copy(file(name) + QLatin1String(suffix), target))
            qFatal("cannot copy a file");
    }

    void install(const char *name) const
    {
        install(name, ".key");
        install(name, ".crt");
    }

    std::unique_ptr<CertificateWatch> makeWatch()
    {
        Clocks clocks;
        clocks.wall = [this] { return m_now; };
        auto watch = std::make_unique<CertificateWatch>(clocks);
        connect(watch.get(), &CertificateWatch::noticed, this,
                [this](const Notice &notice) { m_notices.append(notice); });
        return watch;
    }

    void start(CertificateWatch &watch) const { watch.start(file("tls.key"), file("tls.crt")); }

private Q_SLOTS:
    void initTestCase()
    {
        if (!makeCertificate("one") || !makeCertificate("two"))
            QSKIP("openssl is not installed");
    }

    void init()
    {
        install("one");
        m_now = std::chrono::system_clock::now();
        m_notices.clear();
    }

    void aCertificateThatIsValidForLongIsNotMentioned()
    {
        const auto watch = makeWatch();
        start(*watch);
        watch->check();
        QVERIFY(m_notices.isEmpty());
    }

    void itWarnsOnceADayBeforeItExpires()
    {
        const auto watch = makeWatch();
        m_now += std::chrono::days(20);
        start(*watch);
        QCOMPARE(m_notices.size(), 1);
        QCOMPARE(m_notices.first().severity, Notice::Severity::Trouble);
        QVERIFY(m_notices.first().text.contains(file("tls.crt")));
        watch->check();
        QCOMPARE(m_notices.size(), 1);
        m_now += 24h;
        watch->check();
        watch->check();
        QCOMPARE(m_notices.size(), 2);
    }

    void itSaysWhenItHasExpired()
    {
        const auto watch = makeWatch();
        m_now += std::chrono::days(29);
        start(*watch);
        m_now += std::chrono::days(2);
        watch->check();
        QCOMPARE(m_notices.size(), 2);
        QVERIFY(m_notices.last().title != m_notices.first().title);
    }

    void anotherCertificateIsFoundOnce()
    {
        const auto watch = makeWatch();
        start(*watch);
        const QSignalSpy changed(watch.get(), &CertificateWatch::changed);
        const QSignalSpy renewed(watch.get(), &CertificateWatch::renewed);
        watch->check();
        QCOMPARE(changed.size(), 0);
        install("two");
        watch->check();
        watch->check();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(renewed.size(), 1);
    }

    /// The certificate may be replaced a moment before its key.
    void aCertificateOfAnotherKeyIsNotInUse()
    {
        const auto watch = makeWatch();
        start(*watch);
        const QSignalSpy changed(watch.get(), &CertificateWatch::changed);
        const QSignalSpy renewed(watch.get(), &CertificateWatch::renewed);
        install("two", ".crt");
        watch->check();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(renewed.size(), 0);
        install("two", ".key");
        watch->check();
        QCOMPARE(changed.size(), 2);
        QCOMPARE(renewed.size(), 1);
    }

    void afterARenewalItWarnsOnTheSameDay()
    {
        const auto watch = makeWatch();
        m_now += std::chrono::days(20);
        start(*watch);
        install("two");
        watch->check();
        QCOMPARE(m_notices.size(), 2);
    }

    void whatIsStoppedOrHasNoTlsIsNotWatched()
    {
        const auto watch = makeWatch();
        m_now += std::chrono::days(20);
        watch->start({}, {});
        watch->check();
        start(*watch);
        m_notices.clear();
        watch->stop();
        m_now += 24h;
        install("two");
        const QSignalSpy changed(watch.get(), &CertificateWatch::changed);
        watch->check();
        QCOMPARE(changed.size(), 0);
        QVERIFY(m_notices.isEmpty());
    }
};

HOOKBOT_TEST(CertificateWatchTest)
#include "certificatewatch_test.moc"
