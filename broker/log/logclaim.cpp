#include "broker/log/logclaim.h"

#include "broker/locks/fileidentity.h"
#include "broker/log/sqlitefile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QLoggingCategory>

#include <mutex>
#include <set>

namespace hookbot {

namespace {

Q_LOGGING_CATEGORY(lcClaim, "hookbot.log")

struct ClaimText
{
    Q_DECLARE_TR_FUNCTIONS(SqliteLog)
};

/// The files of servers in this process, by identity.
struct Held
{
    std::mutex mutex;
    std::set<QByteArray> identities;
};

Held &held()
{
    static Held all;
    return all;
}

/// The file's own name, whatever link it is named by.
QString ownName(const QString &path)
{
    const QFileInfo file(path);
    return file.exists() ? file.canonicalFilePath() : path;
}

tl::expected<std::unique_ptr<FileLock>, QString> lockBeside(const QString &path)
{
    return FileLock::take(ownName(path) + QStringLiteral(".lock"));
}

/// If a file has several names, one that it was used by and not closed under has a -wal of its own. Throws SqliteError
/// if there is one in the same folder.
void checkOtherNames(const QString &path)
{
    if (linksOf(path) < 2)
        return;
    const QFileInfo own(ownName(path));
    const QByteArray identity = fileIdentity(path);
    const auto others = own.dir().entryInfoList(QDir::Files | QDir::Hidden | QDir::NoSymLinks);
    for (const QFileInfo &other : others) {
        if (other.fileName() == own.fileName() || fileIdentity(other.filePath()) != identity)
            continue;
        if (QFileInfo(other.filePath() + QStringLiteral("-wal")).size() > 0) {
            throw SqliteError(ClaimText::tr("%1 is the same file as %2, and %2-wal has events that are not in it yet: "
                                            "start hookbot on %2, or remove the other name")
                                  .arg(path, other.filePath()));
        }
    }
    qCWarning(lcClaim,
              "%s has another name (a hard link): use it by one name only, or events are lost when the other is used",
              qUtf8Printable(path));
}

} // namespace

std::shared_ptr<LogClaim> LogClaim::forServer(const QString &path)
{
    const auto refuse = [&path](const QString &why) { throw SqliteError(QStringLiteral("%1: %2").arg(path, why)); };
    std::shared_ptr<LogClaim> claim(new LogClaim);
    SqliteFile::makeFolderOf(path);
    auto beside = lockBeside(path);
    if (!beside)
        refuse(beside.error());
    claim->m_beside = *std::move(beside);
    SqliteFile::makePrivate(path);
    claim->m_identity = fileIdentity(path);
    {
        const std::lock_guard lock(held().mutex);
        claim->m_isRegistered = held().identities.insert(claim->m_identity).second;
    }
    if (!claim->m_isRegistered && isIdentityOfOne())
        refuse(QCoreApplication::translate("FileLock", "another hookbot uses it, by this name or another one"));
    auto itself = FileLock::takeItself(path);
    if (!itself)
        refuse(itself.error());
    claim->m_itself = *std::move(itself);
    checkOtherNames(path);
    return claim;
}

std::shared_ptr<LogClaim> LogClaim::forPruning(const QString &path)
{
    SqliteFile::requireFile(path);
    std::shared_ptr<LogClaim> claim(new LogClaim);
    claim->m_identity = fileIdentity(path);
    if (isHeldHere(path) || !lockBeside(path)) // its server uses this name
        return claim;
    auto itself = FileLock::takeItself(path);
    if (!itself) {
        throw SqliteError(ClaimText::tr("%1: %2: give the name that its server uses").arg(path, itself.error()));
    }
    checkOtherNames(path);
    // Only briefly: a server may start meanwhile, by this name.
    if (linksOf(path) > 1)
        claim->m_itself = *std::move(itself);
    return claim;
}

bool LogClaim::isHeldHere(const QString &path)
{
    const std::lock_guard lock(held().mutex);
    return isIdentityOfOne() && held().identities.contains(fileIdentity(path));
}

LogClaim::~LogClaim()
{
    if (!m_isRegistered)
        return;
    const std::lock_guard lock(held().mutex);
    held().identities.erase(m_identity);
}

} // namespace hookbot
