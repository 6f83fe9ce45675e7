#include "app/listening/statefile.h"
#include "tests/support/suite.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace hookbot;

class StateFileTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path() const { return m_folder->filePath(QStringLiteral("state.json")); }

    void write(const QByteArray &text) const
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write the state");
    }

    static EventId id(qint64 number) { return *EventId::parse(QByteArray::number(number)); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aNewFileIsMadeWhenItIsSaved()
    {
        auto state = StateFile::open(path());
        QVERIFY(state);
        QVERIFY(!state->find(QStringLiteral("host/sub/a")));
        [[maybe_unused]] const Progress *added =
            state->add(QStringLiteral("host/sub/a"), Progress(QDateTime::currentDateTimeUtc()));
        QVERIFY(!QFile::exists(path()));
        QVERIFY(state->save());
        QVERIFY(QFile::exists(path()));
    }

    void whatIsSavedIsRead()
    {
        {
            auto state = StateFile::open(path());
            QVERIFY(state);
            for (const qint64 handled : { 3, 5 }) {
                Progress *progress =
                    state->add(QStringLiteral("host/sub/%1").arg(handled), Progress(QDateTime::currentDateTimeUtc()));
                for (qint64 number = 1; number <= handled; ++number) {
                    progress->heard(id(number));
                    if (number != 2)
                        progress->handled(id(number));
                }
            }
            QVERIFY(state->save());
        }
        auto state = StateFile::open(path());
        QVERIFY(state);
        QVERIFY(!state->find(QStringLiteral("host/sub/4")));
        const Progress *three = state->find(QStringLiteral("host/sub/3"));
        QVERIFY(three);
        QVERIFY(three->isHandled(id(1)));
        QVERIFY(!three->isHandled(id(2)));
        QVERIFY(three->isHandled(id(3)));
        QVERIFY(!three->isHandled(id(5)));
        QVERIFY(state->find(QStringLiteral("host/sub/5"))->isHandled(id(5)));
    }

    void oneProcessHasItAtATime()
    {
        auto first = StateFile::open(path());
        QVERIFY(first);
        const auto second = StateFile::open(path());
        QVERIFY(!second);
        QVERIFY(second.error().contains(path()));
    }

    void aDamagedFileIsRefusedAndStays_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("half") << QByteArray(R"({"places":{"host/sub/a":)");
        QTest::newRow("another file") << QByteArray(R"({"bind":"127.0.0.1:8080"})");
        QTest::newRow("no progress") << QByteArray(R"({"places":{"host/sub/a":7}})");
        QTest::newRow("list") << QByteArray("[]");
    }

    void aDamagedFileIsRefusedAndStays()
    {
        QFETCH(const QByteArray, text);
        write(text);
        const auto state = StateFile::open(path());
        QVERIFY(!state);
        QVERIFY(state.error().startsWith(path()));
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), text);
    }

    void aFolderThatIsMissingIsReported()
    {
        const auto state = StateFile::open(QStringLiteral("/dev/null/state.json"));
        QVERIFY(!state);
        QVERIFY(state.error().contains(QStringLiteral("/dev/null/state.json")));
    }
};

HOOKBOT_TEST(StateFileTest)
#include "statefile_test.moc"
