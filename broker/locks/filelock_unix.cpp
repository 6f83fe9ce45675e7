#include "broker/locks/filelock.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace hookbot {

namespace {

class Flock final : public FileLock
{
public:
    explicit Flock(int descriptor) : m_descriptor(descriptor) {}
    Flock(const Flock &) = delete;
    Flock &operator=(const Flock &) = delete;
    ~Flock() override { ::close(m_descriptor); }

private:
    int m_descriptor;
};

} // namespace

tl::expected<std::unique_ptr<FileLock>, QString> FileLock::take(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return tl::unexpected(QString::fromLocal8Bit(std::strerror(errno)));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int error = errno;
        ::close(descriptor);
        return tl::unexpected(error == EWOULDBLOCK ? QCoreApplication::translate("FileLock", "another hookbot uses it")
                                                   : QString::fromLocal8Bit(std::strerror(error)));
    }
    return std::make_unique<Flock>(descriptor);
}

} // namespace hookbot
