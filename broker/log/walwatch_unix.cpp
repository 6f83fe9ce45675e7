#include "broker/log/walwatch.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hookbot {

namespace {

using Salts = std::array<char, 8>;

constexpr int MostNames = 100;
constexpr int Tries = 5;

/// The index in the -shm of the -wal (walformat, section 2.1): two copies of 48 bytes, numbers in the machine's byte
/// order.
struct Index
{
    quint32 frames = 0; ///< valid frames
    quint32 pageSize = 0;
    Salts salts{}; ///< of the -wal that they are in, in its byte order

    bool operator==(const Index &) const = default;
};

class Descriptor
{
public:
    Descriptor(const QByteArray &path, int flags) : m_number(::open(path.constData(), flags | O_CLOEXEC)) {}
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

class Watch final : public WalWatch
{
public:
    explicit Watch(const QByteArray &path)
        : m_walPath(path + "-wal"),
          m_indexPath(path + "-shm"),
          m_wal(m_walPath, O_RDONLY),
          m_index(m_indexPath, O_RDWR)
    {
        mendIndex();
    }

    [[nodiscard]] bool isOpen() const { return m_wal.number() >= 0 && m_index.number() >= 0; }

    [[nodiscard]] bool isGone() const override { return !names(m_walPath, m_wal) || !names(m_indexPath, m_index); }

    [[nodiscard]] bool isCut() override
    {
        // Another process may restart the -wal between two checks: then its index is different, too.
        for (int tries = 0; tries < Tries; ++tries) {
            const auto index = readIndex();
            const bool isWhole = !index || hasAll(*index);
            if (readIndex() != index)
                continue;
            if (isWhole && index)
                m_last = *index;
            return !isWhole;
        }
        return false; // very busy, and so not cut
    }

    void mendIndex() override
    {
        struct stat status
        {
        };
        if (::fstat(m_index.number(), &status) != 0)
            return;
        if (status.st_size < m_indexSize)
            (void)!::ftruncate(m_index.number(), m_indexSize); // zeros, from which SQLite makes a new index
        m_indexSize = std::max<off_t>(m_indexSize, status.st_size);
    }

    void forgetIndex() override
    {
        constexpr std::array<char, 136> Nothing{};
        (void)!::pwrite(m_index.number(), Nothing.data(), Nothing.size(), 0);
        m_last = {};
    }

    [[nodiscard]] bool setAside() override
    {
        struct stat status
        {
        };
        if (names(m_walPath, m_wal) || ::stat(m_walPath.constData(), &status) != 0 || status.st_size == 0)
            return true;
        for (int number = 1; number < MostNames; ++number) {
            const QByteArray other = m_walPath + ".set-aside-" + QByteArray::number(number);
            if (::lstat(other.constData(), &status) != 0)
                return ::rename(m_walPath.constData(), other.constData()) == 0;
        }
        return false;
    }

private:
    static constexpr qint64 WalHeader = 32;
    static constexpr qint64 FrameHeader = 24;

    [[nodiscard]] static bool names(const QByteArray &path, const Descriptor &file)
    {
        struct stat named
        {
        };
        struct stat open
        {
        };
        return ::stat(path.constData(), &named) == 0 && ::fstat(file.number(), &open) == 0 &&
               named.st_dev == open.st_dev && named.st_ino == open.st_ino;
    }

    /// Nullopt while it is being written, or if it is absent.
    [[nodiscard]] std::optional<Index> readIndex() const
    {
        constexpr size_t Copy = 48;
        std::array<char, 2 * Copy> bytes{};
        if (::pread(m_index.number(), bytes.data(), bytes.size(), 0) != ssize_t(bytes.size()) ||
            !std::equal(bytes.begin(), bytes.begin() + Copy, bytes.begin() + Copy) || bytes[12] == 0)
            return std::nullopt;
        Index index;
        quint16 pageSize = 0;
        std::memcpy(&pageSize, &bytes[14], sizeof pageSize);
        index.pageSize = (pageSize & 0xfe00U) + ((pageSize & 0x0001U) << 16U);
        std::memcpy(&index.frames, &bytes[16], sizeof index.frames);
        std::copy_n(&bytes[32], index.salts.size(), index.salts.begin());
        return index;
    }

    [[nodiscard]] bool hasSalts(qint64 at, const Salts &salts) const
    {
        Salts found{};
        return ::pread(m_wal.number(), found.data(), found.size(), at) == ssize_t(found.size()) && found == salts;
    }

    [[nodiscard]] bool hasFrame(const Index &index, quint32 number) const
    {
        return hasSalts(WalHeader + (qint64(number) - 1) * (FrameHeader + index.pageSize) + 8, index.salts);
    }

    /// Checks the ends of what must be there, not all of it: cutting a file removes its end, and writing beyond that
    /// leaves a hole.
    [[nodiscard]] bool hasAll(const Index &index) const
    {
        if (index.frames == 0)
            return true;
        struct stat status
        {
        };
        if (::fstat(m_wal.number(), &status) != 0 ||
            status.st_size < WalHeader + qint64(index.frames) * (FrameHeader + index.pageSize))
            return false;
        if (!hasSalts(16, index.salts) || !hasFrame(index, index.frames))
            return false;
        const bool isLonger = m_last.salts == index.salts && m_last.frames > 0 && m_last.frames < index.frames;
        return !isLonger || (hasFrame(index, m_last.frames) && hasFrame(index, m_last.frames + 1));
    }

    QByteArray m_walPath;
    QByteArray m_indexPath;
    Descriptor m_wal;
    Descriptor m_index;
    off_t m_indexSize = 0; ///< its minimum size so far
    Index m_last;          ///< the last one that was whole
};

} // namespace

std::unique_ptr<WalWatch> WalWatch::start(const QString &path)
{
    auto watch = std::make_unique<Watch>(QFile::encodeName(QFileInfo(path).canonicalFilePath()));
    return watch->isOpen() ? std::move(watch) : nullptr;
}

} // namespace hookbot
