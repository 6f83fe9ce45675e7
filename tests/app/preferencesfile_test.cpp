#include "app/desktop/preferencesfile.h"
#include "tests/support/suite.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

class PreferencesFileTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path() const { return m_folder->filePath(QStringLiteral("config/preferences.json")); }

    void write(const QByteArray &text) const
    {
        QDir().mkpath(m_folder->filePath(QStringLiteral("config")));
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write preferences");
    }

    QByteArray text() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theFirstTimeThereAreDefaultsAndNothingToSay()
    {
        const auto loaded = PreferencesFile(path()).load();
        QVERIFY(loaded.isFirst);
        QCOMPARE(loaded.preferences, Preferences());
        QVERIFY(loaded.notices.isEmpty());
        QVERIFY(!QFile::exists(path()));
    }

    void whatIsSavedIsLoaded()
    {
        Preferences preferences;
        preferences.bind = QStringLiteral("[::1]:9000");
        preferences.tlsKeyFile = QStringLiteral("/a/ü.key");
        preferences.tlsCertificateFile = QStringLiteral("/a/ü.crt");
        preferences.urlBase = QStringLiteral("https://hooks.example.com");
        preferences.keepEvents = 7;
        preferences.keepBytes = 1LL << 40;
        preferences.keepFor = 90s;
        preferences.maxBody = 1;
        preferences.startsPaused = true;
        preferences.notifiesTrouble = false;
        preferences.notifiedChannels = { "a/b", "/unsafe/c/", "\xff\x01%", "\xc3\xbc" };
        preferences.look = Preferences::Look::Dark;
        preferences.whenClosed = Preferences::WhenClosed::KeepRunning;
        QVERIFY(PreferencesFile(path()).save(preferences));
        const auto loaded = PreferencesFile(path()).load();
        QVERIFY(!loaded.isFirst);
        QVERIFY(loaded.notices.isEmpty());
        QCOMPARE(loaded.preferences, preferences);
    }

    void aDamagedFileIsKeptAside_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("half") << QByteArray("{\"bind\": \"127.0.0.1:9");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("list") << QByteArray("[1]");
        QTest::newRow("bytes") << QByteArray("\0\xff\1", 3);
    }

    void aDamagedFileIsKeptAside()
    {
        QFETCH(const QByteArray, text);
        write(text);
        const auto loaded = PreferencesFile(path()).load();
        QVERIFY(!loaded.isFirst);
        QCOMPARE(loaded.preferences, Preferences());
        QCOMPARE(loaded.notices.size(), 1);
        QVERIFY(!QFile::exists(path()));
        const QDir folder(m_folder->filePath(QStringLiteral("config")));
        const QStringList aside = folder.entryList({ QStringLiteral("preferences.json.broken-*") });
        QCOMPARE(aside.size(), 1);
        QVERIFY(loaded.notices.first().text.contains(aside.first()));
        QFile file(folder.filePath(aside.first()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), text);
    }

    void badValuesFallBackOneByOne()
    {
        write(
            "{ \"bind\": \"nonsense\", \"urlBase\": \"ftp://x\", \"keepEvents\": -1, \"keepBytes\": 1.5, \"keepFor\": "
            "\"2h\", \"maxBody\": \"1MiB\", \"startsPaused\": \"yes\", \"look\": \"pink\", \"whenClosed\": \"quit\" }");
        const auto loaded = PreferencesFile(path()).load();
        QCOMPARE(loaded.notices.size(), 1);
        QVERIFY(loaded.notices.first().text.contains(
            QStringLiteral("bind, urlBase, keepEvents, keepBytes, startsPaused, look")));
        Preferences expected;
        expected.keepFor = 2h;
        expected.maxBody = 1024LL * 1024;
        expected.whenClosed = Preferences::WhenClosed::Quit;
        QCOMPARE(loaded.preferences, expected);
    }

    void keepsWhatANewerHookbotHasWritten()
    {
        write("{ \"fromTheFuture\": [ 1, 2 ] }");
        PreferencesFile file(path());
        const auto loaded = file.load();
        QVERIFY(loaded.notices.isEmpty());
        QVERIFY(file.save(loaded.preferences));
        QVERIFY(text().contains("fromTheFuture"));
    }

    void saysWhyItCannotBeSaved()
    {
        QVERIFY(QDir().mkpath(path())); // a folder in its place
        const auto saved = PreferencesFile(path()).save({});
        QVERIFY(!saved);
        QVERIFY(saved.error().contains(path()));
    }
};

HOOKBOT_TEST(PreferencesFileTest)
#include "preferencesfile_test.moc"
