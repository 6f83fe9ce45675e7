#include "app/files/keysource.h"
#include "tests/support/suite.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace hookbot;

class KeySourceTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string file(const QByteArray &contents, QFileDevice::Permissions permissions)
    {
        QFile file(m_folder.filePath(QStringLiteral("key")));
        file.remove();
        if (!file.open(QIODevice::WriteOnly) || file.write(contents) < 0)
            qFatal("cannot write a key file");
        file.setPermissions(permissions);
        return file.fileName().toStdString();
    }

    static constexpr auto OwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

private Q_SLOTS:
    void init() { qunsetenv("HOOKBOT_KEY"); }
    void cleanup() { qunsetenv("HOOKBOT_KEY"); }

    void flagThenFileThenEnvironment()
    {
        qputenv("HOOKBOT_KEY", "environment");
        KeySource source;
        QCOMPARE(*source.read(), QByteArray("environment"));
        source.keyFile = file("file\n", OwnerOnly);
        QCOMPARE(*source.read(), QByteArray("file"));
        source.key = "flag";
        QCOMPARE(*source.read(), QByteArray("flag"));
    }

    void noKeySaysHowToMakeOne()
    {
        const auto key = KeySource().read();
        QVERIFY(!key);
        QVERIFY(key.error().contains(u"HOOKBOT_KEY"));
        QVERIFY(key.error().contains(u"openssl rand"));
    }

    void refusesAFileThatOthersMayRead()
    {
        KeySource source;
        source.keyFile = file("key", OwnerOnly | QFileDevice::ReadGroup);
        QVERIFY(source.read().error().contains(u"chmod 600"));
    }

    /// Mode 0440 is what an access control list for the service's user makes of a credential.
    void takesACredentialOfSystemd()
    {
        const auto restore = qScopeGuard([] { qunsetenv("CREDENTIALS_DIRECTORY"); });
        qputenv("CREDENTIALS_DIRECTORY", m_folder.path().toUtf8());
        KeySource source;
        source.keyFile = file("key\n", QFileDevice::ReadOwner | QFileDevice::ReadGroup);
        QCOMPARE(*source.read(), QByteArray("key"));
        source.keyFile = file("key", QFileDevice::ReadOwner);
        QCOMPARE(*source.read(), QByteArray("key"));
        source.keyFile = file("key", QFileDevice::ReadOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther);
        QVERIFY(!source.read());
        source.keyFile = file("key", QFileDevice::ReadOwner | QFileDevice::WriteGroup);
        QVERIFY(!source.read());
    }

    void takesNothingElseForACredential()
    {
        const auto restore = qScopeGuard([] { qunsetenv("CREDENTIALS_DIRECTORY"); });
        KeySource source;
        source.keyFile = file("key", QFileDevice::ReadOwner | QFileDevice::ReadGroup);
        const QTemporaryDir credentials;
        for (const QString &folder : { QString(), credentials.path(), m_folder.filePath(QStringLiteral("..")) }) {
            qputenv("CREDENTIALS_DIRECTORY", folder.toUtf8());
            QVERIFY(!source.read());
        }
        const QString link = credentials.filePath(QStringLiteral("key"));
        QVERIFY(QFile::link(QString::fromStdString(source.keyFile), link));
        qputenv("CREDENTIALS_DIRECTORY", credentials.path().toUtf8());
        source.keyFile = link.toStdString();
        QVERIFY(!source.read());
    }

    void refusesAFileThatHoldsNothingOrIsNotThere()
    {
        KeySource source;
        source.keyFile = file(" \n", OwnerOnly);
        QVERIFY(source.read().error().contains(u"empty"));
        source.keyFile = "/nowhere/key";
        QVERIFY(source.read().error().contains(u"/nowhere/key"));
    }
};

HOOKBOT_TEST(KeySourceTest)
#include "keysource_test.moc"
