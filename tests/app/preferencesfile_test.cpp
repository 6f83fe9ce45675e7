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
        QCOMPARE(loaded.preferences, StoredPreferences());
        QVERIFY(loaded.notices.isEmpty());
        QVERIFY(!QFile::exists(path()));
    }

    void whatIsSavedIsLoaded()
    {
        ServerSettings server;
        server.bind = QStringLiteral("[::1]:9000");
        server.tlsKeyFile = QStringLiteral("/a/ü.key");
        server.tlsCertificateFile = QStringLiteral("/a/ü.crt");
        server.urlBase = QStringLiteral("https://hooks.example.com");
        server.keepEvents = 7;
        server.keepBytes = 1LL << 40;
        server.keepFor = 90s;
        server.maxBody = 1;
        server.startsPaused = true;
        WindowPreferences window;
        window.notifiesTrouble = false;
        window.notifiedChannels = { "a/b", "/unsafe/c/", "\xff\x01%", "\xc3\xbc" };
        window.theme = WindowPreferences::Theme::Dark;
        window.whenClosed = WindowPreferences::WhenClosed::KeepRunning;
        PreferencesFile file(path());
        QVERIFY(file.save(server));
        QVERIFY(file.save(window));
        const auto loaded = PreferencesFile(path()).load();
        QVERIFY(!loaded.isFirst);
        QVERIFY(loaded.notices.isEmpty());
        QCOMPARE(loaded.preferences, (StoredPreferences{ server, window }));
    }

    void whatIsNotSavedStaysAsItWasLoaded()
    {
        write(R"({ "bind": "127.0.0.1:9000", "look": "dark", "maxBody": 0 })");
        PreferencesFile file(path());
        const auto loaded = file.load();
        QVERIFY(file.save(loaded.preferences.window));
        const auto again = PreferencesFile(path()).load();
        QVERIFY(again.notices.isEmpty()); // the invalid value was replaced by the default
        QCOMPARE(again.preferences, loaded.preferences);
    }

    /// The window's other changes do not bring in what was refused.
    void aRefusedFileIsNotSaved()
    {
        PreferencesFile file(path());
        QVERIFY(file.save(ServerSettings()));
        write(R"({ "bind": "127.0.0.1:9000", "maxBody": "4GiB" })");
        const auto reloaded = file.reload();
        QVERIFY(!reloaded);
        QVERIFY(reloaded.error().contains(QStringLiteral("maxBody")));
        QVERIFY(file.save(WindowPreferences()));
        QCOMPARE(PreferencesFile(path()).load().preferences.server, ServerSettings());
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
        QCOMPARE(loaded.preferences, StoredPreferences());
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
        StoredPreferences expected;
        expected.server.keepFor = 2h;
        expected.server.maxBody = 1024LL * 1024;
        expected.window.whenClosed = WindowPreferences::WhenClosed::Quit;
        QCOMPARE(loaded.preferences, expected);
    }

    void keepsWhatANewerHookbotHasWritten()
    {
        write("{ \"fromTheFuture\": [ 1, 2 ] }");
        PreferencesFile file(path());
        const auto loaded = file.load();
        QVERIFY(loaded.notices.isEmpty());
        QVERIFY(file.save(loaded.preferences.server));
        QVERIFY(text().contains("fromTheFuture"));
    }

    void saysWhyItCannotBeSaved()
    {
        QVERIFY(QDir().mkpath(path())); // a folder in its place
        const auto saved = PreferencesFile(path()).save(ServerSettings());
        QVERIFY(!saved);
        QVERIFY(saved.error().contains(path()));
    }
};

HOOKBOT_TEST(PreferencesFileTest)
#include "preferencesfile_test.moc"
