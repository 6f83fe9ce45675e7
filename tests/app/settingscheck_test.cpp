#include "app/desktop/freeport.h"
#include "app/desktop/settingscheck.h"
#include "app/desktop/settingstable.h"
#include "app/input/bounds.h"
#include "broker/event/duration.h"
#include "tests/support/suite.h"

#include <QtCore/QSet>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;
using Field = PreferenceFault::Field;

class SettingsCheckTest : public QObject
{
    Q_OBJECT

private:
    static QList<Field> fieldsOf(const ServerSettings &settings, const std::optional<BindAddress> &present = {})
    {
        QList<Field> fields;
        for (const PreferenceFault &fault : faultsOf(settings, present)) {
            if (fault.message.isEmpty())
                qFatal("a fault has no message");
            fields.append(fault.field);
        }
        return fields;
    }

    template<typename T>
    static QList<Field> fieldsWith(T ServerSettings::*member, const T &value)
    {
        ServerSettings settings;
        settings.*member = value;
        return fieldsOf(settings);
    }

private Q_SLOTS:
    void theDefaultsAreValid() { QCOMPARE(fieldsOf({}), QList<Field>()); }

    void quantitiesHaveTheBoundsOfTheCommandLine()
    {
        using Settings = ServerSettings;
        const QList<Field> none;
        QCOMPARE(fieldsWith(&Settings::maxBody, qint64(1)), none);
        QCOMPARE(fieldsWith(&Settings::maxBody, LargestBodyAllowed), none);
        QCOMPARE(fieldsWith(&Settings::maxBody, LargestBodyAllowed + 1), QList<Field>({ Field::MaxBody }));
        QCOMPARE(fieldsWith(&Settings::maxBody, qint64(0)), QList<Field>({ Field::MaxBody }));
        QCOMPARE(fieldsWith(&Settings::keepEvents, qint64(1)), none);
        QCOMPARE(fieldsWith(&Settings::keepEvents, qint64(0)), QList<Field>({ Field::KeepEvents }));
        QCOMPARE(fieldsWith(&Settings::keepBytes, qint64(-1)), QList<Field>({ Field::KeepBytes }));
        QCOMPARE(fieldsWith(&Settings::keepFor, std::chrono::seconds(0)), QList<Field>({ Field::KeepFor }));
        QCOMPARE(fieldsWith(&Settings::keepFor, LongestDuration), none);
        QCOMPARE(fieldsWith(&Settings::keepFor, LongestDuration + 1s), QList<Field>({ Field::KeepFor }));
    }

    void theLogHasRoomForTheLargestBody()
    {
        ServerSettings settings;
        settings.maxBody = 1000;
        settings.keepBytes = 1000;
        QCOMPARE(fieldsOf(settings), QList<Field>());
        settings.keepBytes = 999;
        QCOMPARE(fieldsOf(settings), QList<Field>({ Field::KeepBytes }));
    }

    void urlsAreChecked()
    {
        QCOMPARE(fieldsWith(&ServerSettings::urlBase, QStringLiteral("https://hooks.example.com")), QList<Field>());
        QCOMPARE(fieldsWith(&ServerSettings::urlBase, QStringLiteral("ftp://x")), QList<Field>({ Field::UrlBase }));
        QCOMPARE(fieldsWith(&ServerSettings::bind, QStringLiteral("nonsense")), QList<Field>({ Field::Bind }));
        QCOMPARE(fieldsWith(&ServerSettings::bind, QString()), QList<Field>({ Field::Bind }));
    }

    void aPortInUseIsAFaultUnlessItIsOurOwn()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
        ServerSettings settings;
        settings.bind = QStringLiteral("127.0.0.1:%1").arg(other.serverPort());
        QCOMPARE(fieldsOf(settings), QList<Field>({ Field::Bind }));
        QCOMPARE(fieldsOf(settings, BindAddress{ other.serverAddress(), other.serverPort() }), QList<Field>());
    }

    void tlsNeedsBothFiles()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("pem"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        ServerSettings settings;
        settings.tlsKeyFile = path;
        QCOMPARE(fieldsOf(settings), QList<Field>({ Field::TlsCertificateFile }));
        settings.tlsCertificateFile = folder.filePath(QStringLiteral("absent"));
        QCOMPARE(fieldsOf(settings), QList<Field>({ Field::TlsCertificateFile }));
        settings.tlsCertificateFile = path;
        QCOMPARE(fieldsOf(settings).size(), 1); // neither has a key in it
    }

    void faultsAreInTheOrderOfTheFields()
    {
        ServerSettings settings;
        settings.bind = QStringLiteral("x");
        settings.tlsKeyFile = QStringLiteral("/dev/null/key");
        settings.tlsCertificateFile = QStringLiteral("/dev/null/certificate");
        settings.urlBase = QStringLiteral("x");
        settings.keepEvents = 0;
        settings.keepBytes = 0;
        settings.keepFor = 0s;
        settings.maxBody = 0;
        QCOMPARE(fieldsOf(settings),
                 QList<Field>({ Field::Bind, Field::TlsKeyFile, Field::TlsCertificateFile, Field::UrlBase,
                                Field::KeepEvents, Field::KeepBytes, Field::KeepFor, Field::MaxBody }));
    }

    /// A value that the window accepts is still valid when the file is read.
    void whatIsWrittenIsRead()
    {
        ServerSettings settings;
        settings.bind = QStringLiteral("[::1]:9000");
        settings.tlsKeyFile = QStringLiteral("/a/ü.key");
        settings.tlsCertificateFile = QStringLiteral("/a/ü.crt");
        settings.urlBase = QStringLiteral("https://hooks.example.com");
        settings.keepEvents = 1;
        settings.keepBytes = 1LL << 53;
        settings.keepFor = LongestDuration;
        settings.maxBody = LargestBodyAllowed;
        settings.startsPaused = true;
        ServerSettings read;
        QSet<QString> names;
        for (const ServerSetting &setting : serverSettingsTable()) {
            QVERIFY2(setting.read(setting.write(settings), read), setting.name);
            QVERIFY2(setting.isSame(settings, read), setting.name);
            QVERIFY2(!setting.isSame(settings, {}), setting.name);
            names.insert(QString::fromLatin1(setting.name));
        }
        QVERIFY(read == settings);
        QCOMPARE(names.size(), qsizetype(serverSettingsTable().size()));
    }

    void onlyWhatTheServerReadsAtItsStartRestartsIt()
    {
        const ServerSettings before;
        ServerSettings after;
        after.urlBase = QStringLiteral("https://hooks.example.com");
        after.startsPaused = true;
        QVERIFY(!needsRestart(before, after));
        after.maxBody = 1;
        QVERIFY(needsRestart(before, after));
    }

    void theNextFreePortIsFound()
    {
        QList<quint16> asked;
        const auto busyBelow = [&asked](quint16 port) {
            return [&asked, port](const BindAddress &address) {
                asked.append(address.port);
                return address.port < port ? QStringLiteral("in use") : QString();
            };
        };
        const BindAddress wanted{ QHostAddress(QHostAddress::LocalHost), 8080 };
        QCOMPARE(freeAddressNear(wanted, busyBelow(8080)).port, quint16(8080));
        QCOMPARE(freeAddressNear(wanted, busyBelow(8083)).port, quint16(8083));
        QCOMPARE(freeAddressNear(wanted, busyBelow(8099)).port, quint16(8099));
        QCOMPARE(freeAddressNear(wanted, busyBelow(8100)).port, quint16(8080));
        QCOMPARE(asked.last(), quint16(8099));
    }
};

HOOKBOT_TEST(SettingsCheckTest)
#include "settingscheck_test.moc"
