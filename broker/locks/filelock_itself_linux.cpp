#include "broker/locks/filelock.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace hookbot {

namespace {

/// File systems of a network (statfs(2)), where flock() is a byte-range lock of the whole file and would keep SQLite
/// out.
constexpr std::array<quint32, 4> NetworkFileSystems{ 0x6969, 0x517b, 0xff534d42, 0xfe534d42 };

class OpenFile final : public FileLock
{
public:
    explicit OpenFile(int descriptor) : m_descriptor(descriptor) {}
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;
    ~OpenFile() override { ::close(m_descriptor); }

private:
    int m_descriptor;
};

} // namespace

tl::expected<std::unique_ptr<FileLock>, QString> FileLock::takeItself(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0)
        return nullptr;
    auto file = std::make_unique<OpenFile>(descriptor);
    struct statfs system
    {
    };
    const bool isOfNetwork = ::fstatfs(descriptor, &system) == 0 &&
                             std::ranges::find(NetworkFileSystems, quint32(system.f_type)) != NetworkFileSystems.end();
    if (isOfNetwork)
        return nullptr;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return file;
    if (errno == EWOULDBLOCK)
        return tl::unexpected(
            QCoreApplication::translate("FileLock", "another hookbot uses it, by this name or another one"));
    return nullptr;
}

} // namespace hookbot
