#include "app/desktop/keystore.h"
#include "tests/support/suite.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <optional>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

/// A keyring that answers what the test says, when the test says.
class FakeKeyring final : public Keyring
{
public:
    /// Outlives the store that owns the keyring.
    struct State
    {
        bool isPossible = true;
        bool isLocked = false; ///< answers nothing
        bool isBroken = false;
        std::optional<QByteArray> secret;
        std::vector<std::function<void()>> waiting;
        int reads = 0;

        void unlock()
        {
            isLocked = false;
            for (const auto &answer : std::exchange(waiting, {}))
                answer();
        }
    };

    explicit FakeKeyring(State &state) : m_state(state) {}

    [[nodiscard]] bool isPossible() const override { return m_state.isPossible; }

    void read(Then then) override
    {
        ++m_state.reads;
        later([&state = m_state, then = std::move(then)] {
            if (state.isBroken)
                then({ Result::Failed, {}, QStringLiteral("broken") });
            else if (state.secret)
                then({ Result::Done, *state.secret, {} });
            else
                then({ Result::NotThere, {}, {} });
        });
    }

    void write(const QByteArray &secret, Then then) override
    {
        later([&state = m_state, secret, then = std::move(then)] {
            if (!state.isBroken)
                state.secret = secret;
            then({ state.isBroken ? Result::Failed : Result::Done, {}, QStringLiteral("broken") });
        });
    }

private:
    void later(const std::function<void()> &answer)
    {
        if (m_state.isLocked)
            m_state.waiting.push_back(answer);
        else
            answer();
    }

    State &m_state;
};

} // namespace

class KeyStoreTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeKeyring::State m_keyring;

    QString keyFile() const { return m_folder->filePath(QStringLiteral("hookbot/key")); }

    std::unique_ptr<KeyStore> store(const KeySource &given = {}, std::chrono::milliseconds patience = 30s)
    {
        return std::make_unique<KeyStore>(given, m_folder->filePath(QStringLiteral("hookbot")),
                                          std::make_unique<FakeKeyring>(m_keyring), patience);
    }

    /// The key, or an error that begins with `!`.
    static QByteArray load(KeyStore &store)
    {
        std::optional<QByteArray> result;
        store.load([&result](const auto &key) { result = key ? *key : '!' + key.error().toUtf8(); });
        [&result] { QTRY_VERIFY_WITH_TIMEOUT(result, 30'000); }();
        return result.value_or(QByteArray());
    }

    static QString change(KeyStore &store, const QByteArray &key)
    {
        std::optional<QString> result;
        store.change(key, [&result](const QString &error) { result = error; });
        [&result] { QTRY_VERIFY_WITH_TIMEOUT(result, 30'000); }();
        return result.value_or(QStringLiteral("no answer"));
    }

private Q_SLOTS:
    void init()
    {
        qunsetenv("HOOKBOT_KEY");
        m_folder = std::make_unique<QTemporaryDir>();
        m_keyring = {};
    }

    void withoutAKeyringAFileIsMadeThatOnlyItsOwnerReads()
    {
        m_keyring.isPossible = false;
        const auto first = store();
        QSignalSpy noticed(first.get(), &KeyStore::noticed);
        const QByteArray key = load(*first);
        QCOMPARE(key.size(), 64);
        QVERIFY(noticed.isEmpty());
        QVERIFY(first->place().contains(keyFile()));
        const auto ours =
            QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser;
        QCOMPARE(QFile::permissions(keyFile()) | ours, ours);
        QCOMPARE(load(*store()), key);
    }

    void aKeyringThatComesLaterDoesNotMatter()
    {
        m_keyring.isPossible = false;
        const QByteArray key = load(*store());
        m_keyring.isPossible = true;
        QCOMPARE(load(*store()), key);
        QCOMPARE(m_keyring.reads, 0);
    }

    void aKeyringKeepsIt()
    {
        const auto first = store();
        const QByteArray key = load(*first);
        QCOMPARE(m_keyring.secret, key);
        QVERIFY(!QFile::exists(keyFile()));
        QVERIFY(first->place().contains(u"keyring"));
        QCOMPARE(load(*store()), key);
    }

    void aKeyringThatDoesNotAnswerTheFirstTimeIsDoneWithout()
    {
        m_keyring.isLocked = true;
        const auto first = store({}, 1ms);
        QSignalSpy noticed(first.get(), &KeyStore::noticed);
        const QByteArray key = load(*first);
        QCOMPARE(key.size(), 64);
        QCOMPARE(noticed.size(), 1);
        QVERIFY(QFile::exists(keyFile()));
        m_keyring.unlock();
        QCOMPARE(load(*store()), key);
    }

    void oneThatIsLockedWhileItIsWrittenHoldsNoOtherKey()
    {
        const auto first = store({}, 1ms);
        std::optional<QByteArray> key;
        m_keyring.isLocked = true;
        m_keyring.waiting.clear();
        first->load([&key](const auto &loaded) { key = *loaded; });
        m_keyring.isLocked = false;
        QVERIFY(!m_keyring.waiting.empty());
        const auto answerToRead = m_keyring.waiting.front();
        m_keyring.waiting.clear();
        m_keyring.isLocked = true;
        answerToRead(); // there is no key yet; the write hangs
        QTRY_VERIFY_WITH_TIMEOUT(key, 30'000);
        m_keyring.unlock();
        QCOMPARE(m_keyring.secret.value_or(*key), *key);
        QCOMPARE(load(*store()), *key);
    }

    void aLockedKeyringThatHasTheKeyIsNoReasonForASecondOne()
    {
        const QByteArray key = load(*store());
        m_keyring.isLocked = true;
        const auto second = store({}, 1ms);
        QVERIFY(load(*second).startsWith('!'));
        QVERIFY(second->key().isEmpty());
        QVERIFY(!QFile::exists(keyFile()));
        QSignalSpy found(second.get(), &KeyStore::found);
        m_keyring.unlock();
        QCOMPARE(found.size(), 1);
        QCOMPARE(second->key(), key);
        QCOMPARE(m_keyring.secret, key);
    }

    void aKeyringThatIsGoneOrEmptyIsNoReasonEither()
    {
        const QByteArray key = load(*store());
        m_keyring.isBroken = true;
        const auto second = store();
        QVERIFY(load(*second).startsWith('!'));
        m_keyring.isBroken = false;
        m_keyring.secret.reset();
        QVERIFY(load(*second).startsWith('!'));
        QVERIFY(!m_keyring.secret);
        QVERIFY(!QFile::exists(keyFile()));
        m_keyring.secret = key;
        QCOMPARE(load(*second), key);
    }

    void aLostKeyCanBeReplaced()
    {
        load(*store());
        m_keyring.secret.reset();
        const auto second = store();
        QVERIFY(load(*second).startsWith('!'));
        QCOMPARE(change(*second, {}), QString());
        QCOMPARE(m_keyring.secret, second->key());
        QCOMPARE(load(*store()), second->key());
    }

    void changesItWhereItIs()
    {
        m_keyring.isPossible = false;
        const auto inFile = store();
        const QByteArray key = load(*inFile);
        QVERIFY(!change(*inFile, "short").isEmpty());
        QCOMPARE(inFile->key(), key);
        QCOMPARE(change(*inFile, " a key of my own choice\n"), QString());
        QCOMPARE(inFile->key(), QByteArray("a key of my own choice"));
        QCOMPARE(load(*store()), QByteArray("a key of my own choice"));
        QCOMPARE(change(*inFile, {}), QString());
        QCOMPARE(inFile->key().size(), 64);
    }

    void aKeyringThatDoesNotTakeItLeavesItAsItWas()
    {
        const auto first = store({}, 1ms);
        const QByteArray key = load(*first);
        m_keyring.isLocked = true;
        QVERIFY(!change(*first, {}).isEmpty());
        QCOMPARE(first->key(), key);
        m_keyring.unlock(); // the new one comes late, and the old one behind it
        QCOMPARE(m_keyring.secret, key);
    }

    void aGivenKeyWinsAndStays()
    {
        const auto given = store({ "0123456789abcdef0123", {} });
        QCOMPARE(load(*given), QByteArray("0123456789abcdef0123"));
        QVERIFY(given->place().contains(u"--key"));
        QVERIFY(change(*given, {}).contains(u"--key"));
        QVERIFY(!QFile::exists(keyFile()));
        QVERIFY(!m_keyring.secret);
    }

    void aFileThatOthersMayReadIsRefused()
    {
        m_keyring.isPossible = false;
        load(*store());
        QFile::setPermissions(keyFile(), QFileDevice::ReadOwner | QFileDevice::ReadOther);
        QVERIFY(load(*store()).contains("chmod 600"));
    }
};

HOOKBOT_TEST(KeyStoreTest)
#include "keystore_test.moc"
