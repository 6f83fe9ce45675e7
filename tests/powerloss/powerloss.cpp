// Preloaded (LD_PRELOAD): follows what the program writes to the files of one folder, and what of it is synced, and
// writes images of that folder as a power loss would leave it. See README.md here.

#undef _FORTIFY_SOURCE // its open() is a function of ours already

#include "tests/powerloss/disk.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace powerloss {

namespace {

namespace fs = std::filesystem;

template<typename Function>
Function *next(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

[[noreturn]] void giveUp(const char *what)
{
    // The program that was preloaded may have no better place, and the test looks there.
    std::fprintf(stderr, "powerloss: the model of the disk does not know %s\n", what);
    std::abort();
}

/// Files that come to no harm: locks, and what SQLite makes again from the rest.
bool isOfNoConcern(const std::string &name)
{
    return name.ends_with("-shm") || name.ends_with(".lock");
}

/// An open descriptor of the folder's.
struct Open
{
    std::shared_ptr<File> file; ///< null: the folder itself
    bool isSynchronous = false;
};

/// The one model of the process. Its mutex is held around what the program does to the folder, so that the order of
/// both is the same. Never destroyed: the program writes until its last moment.
class Model
{
public:
    static Model *instance()
    {
        static Model *model = [] {
            const char *folder = std::getenv("POWERLOSS_FOLDER");
            const char *control = std::getenv("POWERLOSS_CONTROL");
            return folder && control ? new Model(folder, control) : nullptr;
        }();
        return model;
    }

    std::mutex mutex;

    /// The name in the folder; empty for the folder itself; nothing for what is elsewhere, or of no concern.
    [[nodiscard]] std::optional<std::string> nameOf(int directory, const char *path) const
    {
        if (!path || (directory != AT_FDCWD && path[0] != '/'))
            return std::nullopt;
        const fs::path whole = fs::absolute(path).lexically_normal();
        const std::string text = whole.string();
        if (text == m_disk.folder() || text == m_disk.folder() + '/')
            return std::string();
        if (whole.parent_path().string() != m_disk.folder() || isOfNoConcern(whole.filename()))
            return std::nullopt;
        return whole.filename().string();
    }

    void opened(int descriptor, const std::string &name, int flags, bool isNew)
    {
        if (name.empty()) {
            m_open[descriptor] = { nullptr, false };
            return;
        }
        Open open{ m_disk.open(name, isNew), (flags & (O_SYNC | O_DSYNC)) != 0 };
        if (flags & O_TRUNC)
            open.file->truncate(0);
        m_open[descriptor] = std::move(open);
    }

    [[nodiscard]] Open *find(int descriptor)
    {
        const auto entry = m_open.find(descriptor);
        return entry == m_open.end() ? nullptr : &entry->second;
    }
    void closed(int descriptor) { m_open.erase(descriptor); }

    void wrote(const Open &open, off_t offset, std::string_view data)
    {
        open.file->write(offset, data);
        if (open.isSynchronous)
            open.file->sync();
    }

    void synced(const Open &open)
    {
        if (open.file)
            open.file->sync();
        else
            m_disk.syncNames();
    }

    Disk &disk() { return m_disk; }

    /// Before each change and each sync: loses the power where the test asks for it. Its request is a file that holds a
    /// number, the seed; the answer is a folder named after that.
    void beforeChange()
    {
        const std::string request = m_control + "/request";
        if (access(request.c_str(), F_OK) != 0)
            return;
        std::uint64_t seed = 0;
        std::ifstream(request) >> seed;
        fs::remove(request);
        const std::string image = m_control + '/' + std::to_string(seed);
        fs::create_directory(image + ".new");
        m_disk.writeImage(image + ".new", seed);
        fs::rename(image + ".new", image);
    }

private:
    Model(const std::string &folder, std::string control)
        : m_disk(fs::canonical(folder).string()),
          m_control(std::move(control))
    {
    }

    Disk m_disk;
    std::string m_control;
    std::unordered_map<int, Open> m_open;
};

/// True while the model itself is at work, which opens files too.
thread_local bool t_isInside = false;

/// Holds the model's mutex; false outside of the model's concern.
class Turn
{
public:
    Turn()
    {
        if (t_isInside)
            return;
        t_isInside = true;
        m_model = Model::instance();
        if (m_model)
            m_model->mutex.lock();
        else
            t_isInside = false;
    }
    ~Turn()
    {
        if (!m_model)
            return;
        const int error = errno;
        m_model->mutex.unlock();
        t_isInside = false;
        errno = error;
    }
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;

    explicit operator bool() const { return m_model != nullptr; }
    Model *operator->() const { return m_model; }

private:
    Model *m_model = nullptr;
};

int openAt(const char *function, int directory, const char *path, int flags, mode_t mode)
{
    static auto *const real = next<int(int, const char *, int, mode_t)>("openat64");
    const Turn turn;
    std::optional<std::string> name;
    if (turn)
        name = turn->nameOf(directory, path);
    if (!name)
        return real(directory, path, flags, mode);
    if ((flags & O_TMPFILE) == O_TMPFILE)
        giveUp(function);
    turn->beforeChange();
    const bool existed = access(path, F_OK) == 0;
    const int descriptor = real(directory, path, flags, mode);
    if (descriptor >= 0)
        turn->opened(descriptor, *name, flags, !existed);
    return descriptor;
}

mode_t modeOf(int flags, std::va_list arguments)
{
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

/// Has @p write done, and notes what it wrote of @p data from @p offset on (-1: where the descriptor stands).
template<typename Write>
ssize_t noteWrite(int descriptor, const iovec *pieces, int count, off_t offset, Write write)
{
    const Turn turn;
    Open *open = turn ? turn->find(descriptor) : nullptr;
    if (!open || !open->file)
        return write();
    turn->beforeChange();
    if (offset < 0) {
        const bool isAppending = (fcntl(descriptor, F_GETFL) & O_APPEND) != 0;
        offset = lseek(descriptor, 0, isAppending ? SEEK_END : SEEK_CUR);
    }
    const ssize_t written = write();
    std::string data;
    for (int i = 0; i < count; ++i)
        data.append(static_cast<const char *>(pieces[i].iov_base), pieces[i].iov_len);
    if (written > 0)
        turn->wrote(*open, offset, std::string_view(data).substr(0, size_t(written)));
    return written;
}

int truncateFile(int descriptor, off_t size)
{
    static auto *const real = next<int(int, off_t)>("ftruncate64");
    const Turn turn;
    Open *open = turn ? turn->find(descriptor) : nullptr;
    if (!open || !open->file)
        return real(descriptor, size);
    turn->beforeChange();
    const int result = real(descriptor, size);
    if (result == 0)
        open->file->truncate(size);
    return result;
}

/// The real one is left out: it would take the time of a disk, and the model is the disk.
int syncFile(const char *function, int descriptor)
{
    const Turn turn;
    Open *open = turn ? turn->find(descriptor) : nullptr;
    if (!open)
        return next<int(int)>(function)(descriptor);
    turn->beforeChange();
    turn->synced(*open);
    return 0;
}

int removeName(const char *function, int directory, const char *path, int flags)
{
    static auto *const real = next<int(int, const char *, int)>("unlinkat");
    const Turn turn;
    std::optional<std::string> name;
    if (turn)
        name = turn->nameOf(directory, path);
    if (!name)
        return real(directory, path, flags);
    if (name->empty())
        giveUp(function);
    turn->beforeChange();
    const int result = real(directory, path, flags);
    if (result == 0)
        turn->disk().remove(*name);
    return result;
}

int renameName(int fromDirectory, const char *from, int toDirectory, const char *to, unsigned flags)
{
    static auto *const real = next<int(int, const char *, int, const char *, unsigned)>("renameat2");
    const Turn turn;
    std::optional<std::string> oldName;
    std::optional<std::string> newName;
    if (turn) {
        oldName = turn->nameOf(fromDirectory, from);
        newName = turn->nameOf(toDirectory, to);
    }
    if (!oldName && !newName)
        return real(fromDirectory, from, toDirectory, to, flags);
    if (!oldName || !newName || (flags & ~unsigned(RENAME_NOREPLACE)) != 0)
        giveUp("a rename into or out of the folder");
    turn->beforeChange();
    const int result = real(fromDirectory, from, toDirectory, to, flags);
    if (result == 0)
        turn->disk().rename(*oldName, *newName);
    return result;
}

} // namespace

} // namespace powerloss

// NOLINTBEGIN(readability-identifier-naming,cert-dcl50-cpp): the names and forms of the C library's functions.

#define POWERLOSS_EXPORT extern "C" __attribute__((visibility("default")))

#define POWERLOSS_OPEN(NAME)                                                                                           \
    POWERLOSS_EXPORT int NAME(const char *path, int flags, ...)                                                        \
    {                                                                                                                  \
        std::va_list arguments;                                                                                        \
        va_start(arguments, flags);                                                                                    \
        const mode_t mode = powerloss::modeOf(flags, arguments);                                                       \
        va_end(arguments);                                                                                             \
        return powerloss::openAt(#NAME, AT_FDCWD, path, flags, mode);                                                  \
    }
#define POWERLOSS_OPENAT(NAME)                                                                                         \
    POWERLOSS_EXPORT int NAME(int directory, const char *path, int flags, ...)                                         \
    {                                                                                                                  \
        std::va_list arguments;                                                                                        \
        va_start(arguments, flags);                                                                                    \
        const mode_t mode = powerloss::modeOf(flags, arguments);                                                       \
        va_end(arguments);                                                                                             \
        return powerloss::openAt(#NAME, directory, path, flags, mode);                                                 \
    }

POWERLOSS_OPEN(open)
POWERLOSS_OPEN(open64)
POWERLOSS_OPENAT(openat)
POWERLOSS_OPENAT(openat64)

// What glibc calls open() where a compiler checks its arguments.
POWERLOSS_EXPORT int __open_2(const char *path, int flags) // NOLINT(bugprone-reserved-identifier)
{
    return powerloss::openAt("open", AT_FDCWD, path, flags, 0);
}
POWERLOSS_EXPORT int __open64_2(const char *path, int flags) // NOLINT(bugprone-reserved-identifier)
{
    return powerloss::openAt("open64", AT_FDCWD, path, flags, 0);
}
POWERLOSS_EXPORT int creat(const char *path, mode_t mode)
{
    return powerloss::openAt("creat", AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
POWERLOSS_EXPORT int creat64(const char *path, mode_t mode)
{
    return powerloss::openAt("creat64", AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

POWERLOSS_EXPORT int close(int descriptor)
{
    static auto *const real = powerloss::next<int(int)>("close");
    const powerloss::Turn turn;
    if (turn)
        turn->closed(descriptor);
    return real(descriptor);
}

POWERLOSS_EXPORT ssize_t write(int descriptor, const void *data, size_t size)
{
    static auto *const real = powerloss::next<ssize_t(int, const void *, size_t)>("write");
    const iovec piece{ const_cast<void *>(data), size };
    return powerloss::noteWrite(descriptor, &piece, 1, -1, [&] { return real(descriptor, data, size); });
}
POWERLOSS_EXPORT ssize_t pwrite64(int descriptor, const void *data, size_t size, off64_t offset)
{
    static auto *const real = powerloss::next<ssize_t(int, const void *, size_t, off64_t)>("pwrite64");
    const iovec piece{ const_cast<void *>(data), size };
    return powerloss::noteWrite(descriptor, &piece, 1, offset, [&] { return real(descriptor, data, size, offset); });
}
POWERLOSS_EXPORT ssize_t pwrite(int descriptor, const void *data, size_t size, off_t offset)
{
    return pwrite64(descriptor, data, size, offset);
}
POWERLOSS_EXPORT ssize_t writev(int descriptor, const iovec *pieces, int count)
{
    static auto *const real = powerloss::next<ssize_t(int, const iovec *, int)>("writev");
    return powerloss::noteWrite(descriptor, pieces, count, -1, [&] { return real(descriptor, pieces, count); });
}
POWERLOSS_EXPORT ssize_t pwritev64(int descriptor, const iovec *pieces, int count, off64_t offset)
{
    static auto *const real = powerloss::next<ssize_t(int, const iovec *, int, off64_t)>("pwritev64");
    return powerloss::noteWrite(descriptor, pieces, count, offset,
                                [&] { return real(descriptor, pieces, count, offset); });
}
POWERLOSS_EXPORT ssize_t pwritev(int descriptor, const iovec *pieces, int count, off_t offset)
{
    return pwritev64(descriptor, pieces, count, offset);
}

POWERLOSS_EXPORT int ftruncate64(int descriptor, off64_t size) noexcept
{
    return powerloss::truncateFile(descriptor, size);
}
POWERLOSS_EXPORT int ftruncate(int descriptor, off_t size) noexcept
{
    return powerloss::truncateFile(descriptor, size);
}

POWERLOSS_EXPORT int fsync(int descriptor)
{
    return powerloss::syncFile("fsync", descriptor);
}
POWERLOSS_EXPORT int fdatasync(int descriptor)
{
    return powerloss::syncFile("fdatasync", descriptor);
}
POWERLOSS_EXPORT void sync() noexcept
{
    const powerloss::Turn turn;
    if (turn)
        turn->disk().syncAll();
}
POWERLOSS_EXPORT int syncfs(int descriptor) noexcept
{
    static auto *const real = powerloss::next<int(int)>("syncfs");
    const powerloss::Turn turn;
    if (!turn || !turn->find(descriptor))
        return real(descriptor);
    turn->disk().syncAll();
    return 0;
}

POWERLOSS_EXPORT int unlink(const char *path) noexcept
{
    return powerloss::removeName("unlink", AT_FDCWD, path, 0);
}
POWERLOSS_EXPORT int unlinkat(int directory, const char *path, int flags) noexcept
{
    return powerloss::removeName("unlinkat", directory, path, flags);
}
POWERLOSS_EXPORT int remove(const char *path) noexcept
{
    struct stat status; // NOLINT(cppcoreguidelines-pro-type-member-init): lstat() fills it
    const bool isFolder = lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
    return powerloss::removeName("remove", AT_FDCWD, path, isFolder ? AT_REMOVEDIR : 0);
}
POWERLOSS_EXPORT int rename(const char *from, const char *to) noexcept
{
    return powerloss::renameName(AT_FDCWD, from, AT_FDCWD, to, 0);
}
POWERLOSS_EXPORT int renameat(int fromDirectory, const char *from, int toDirectory, const char *to) noexcept
{
    return powerloss::renameName(fromDirectory, from, toDirectory, to, 0);
}
POWERLOSS_EXPORT int renameat2(int fromDirectory, const char *from, int toDirectory, const char *to,
                               unsigned flags) noexcept
{
    return powerloss::renameName(fromDirectory, from, toDirectory, to, flags);
}

// What the model cannot follow must not go by unseen.

POWERLOSS_EXPORT void *mmap64(void *address, size_t size, int protection, int flags, int descriptor,
                              off64_t offset) noexcept
{
    static auto *const real = powerloss::next<void *(void *, size_t, int, int, int, off64_t)>("mmap64");
    if ((flags & MAP_SHARED) != 0 && (protection & PROT_WRITE) != 0 && descriptor >= 0) {
        const powerloss::Turn turn;
        if (turn && turn->find(descriptor))
            powerloss::giveUp("mmap() for writing");
    }
    return real(address, size, protection, flags, descriptor, offset);
}
POWERLOSS_EXPORT int fallocate64(int descriptor, int mode, off64_t offset, off64_t size)
{
    static auto *const real = powerloss::next<int(int, int, off64_t, off64_t)>("fallocate64");
    const powerloss::Turn turn;
    if (turn && turn->find(descriptor))
        powerloss::giveUp("fallocate()");
    return real(descriptor, mode, offset, size);
}
POWERLOSS_EXPORT int fallocate(int descriptor, int mode, off_t offset, off_t size)
{
    return fallocate64(descriptor, mode, offset, size);
}
POWERLOSS_EXPORT int posix_fallocate64(int descriptor, off64_t offset, off64_t size)
{
    static auto *const real = powerloss::next<int(int, off64_t, off64_t)>("posix_fallocate64");
    const powerloss::Turn turn;
    if (turn && turn->find(descriptor))
        powerloss::giveUp("posix_fallocate()");
    return real(descriptor, offset, size);
}
POWERLOSS_EXPORT int posix_fallocate(int descriptor, off_t offset, off_t size)
{
    return posix_fallocate64(descriptor, offset, size);
}
POWERLOSS_EXPORT int link(const char *from, const char *to) noexcept
{
    static auto *const real = powerloss::next<int(const char *, const char *)>("link");
    {
        const powerloss::Turn turn;
        if (turn && (turn->nameOf(AT_FDCWD, from) || turn->nameOf(AT_FDCWD, to)))
            powerloss::giveUp("link()");
    }
    return real(from, to);
}

// NOLINTEND(readability-identifier-naming,cert-dcl50-cpp)
