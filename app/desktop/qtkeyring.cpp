#include "app/desktop/keyring.h"

#include <QtCore/QFile>
#include <QtCore/QObject>
#include <QtCore/QStandardPaths>
#include <QtCore/QSysInfo>

#include <qt6keychain/keychain.h>

namespace hookbot {

namespace {

/// Under which the key is found in the keyring.
const QString &keyringName()
{
    static const QString name = QStringLiteral("hookbot");
    return name;
}

/// The keyring that QtKeychain finds: of GNOME, KDE, macOS or Windows. It handles requests in turn, so one that
/// waits for the user's password blocks those after it.
class QtKeyring final : public Keyring
{
public:
    ~QtKeyring() override = default;

    [[nodiscard]] bool isPossible() const override
    {
        if (QSysInfo::kernelType() == u"darwin" || QSysInfo::kernelType() == u"winnt")
            return true;
        // Without a session bus a new one would be started, whose keyring is lost when it exits.
        const QString bus = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + QStringLiteral("/bus");
        return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") || QFile::exists(bus);
    }

    void read(Then then) override
    {
        auto *job = new QKeychain::ReadPasswordJob(keyringName());
        start(job, [job, then = std::move(then)] {
            const Answer answer = answerOf(*job);
            then(answer.result == Result::Done ? Answer{ Result::Done, job->textData().toUtf8(), {} } : answer);
        });
    }

    void write(const QByteArray &secret, Then then) override
    {
        auto *job = new QKeychain::WritePasswordJob(keyringName());
        job->setTextData(QString::fromUtf8(secret));
        start(job, [job, then = std::move(then)] { then(answerOf(*job)); });
    }

private:
    template<typename Finished>
    static void start(QKeychain::Job *job, Finished finished)
    {
        job->setKey(QStringLiteral("key"));
        QObject::connect(job, &QKeychain::Job::finished, job, std::move(finished)); // it deletes itself then
        job->start();
    }

    static Answer answerOf(const QKeychain::Job &job)
    {
        switch (job.error()) {
        case QKeychain::NoError:
            return { Result::Done, {}, {} };
        case QKeychain::EntryNotFound:
            return { Result::NotThere, {}, job.errorString() };
        default:
            return { Result::Failed, {}, job.errorString() };
        }
    }
};

} // namespace

std::unique_ptr<Keyring> makeKeyring()
{
    return std::make_unique<QtKeyring>();
}

} // namespace hookbot
