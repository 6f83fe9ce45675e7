#include "broker/locks/filelock.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLockFile>

namespace hookbot {

namespace {

class QtLock final : public FileLock
{
public:
    explicit QtLock(std::unique_ptr<QLockFile> file) : m_file(std::move(file)) {}

private:
    std::unique_ptr<QLockFile> m_file;
};

} // namespace

tl::expected<std::unique_ptr<FileLock>, QString> FileLock::take(const QString &path)
{
    auto file = std::make_unique<QLockFile>(path);
    file->setStaleLockTime(0);
    if (file->tryLock(0))
        return std::make_unique<QtLock>(std::move(file));
    return tl::unexpected(file->error() == QLockFile::LockFailedError
                              ? QCoreApplication::translate("FileLock", "another hookbot uses it")
                              : QCoreApplication::translate("FileLock", "no file can be made beside it"));
}

} // namespace hookbot
