#pragma once

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace powerloss {

/// One file as the disk holds it, and what was done to it since it was last synced.
class File
{
public:
    explicit File(std::string durable) : m_durable(std::move(durable)) {}

    void write(off_t offset, std::string_view data);
    void truncate(off_t size);

    /// All that was done is on the disk now.
    void sync();

    [[nodiscard]] const std::string &durable() const { return m_durable; }

    /// The contents after a power loss that lost any part of what was not synced: each sector has any of the contents
    /// it had since the last sync, whatever became of its neighbours, and each truncation happened or did not.
    [[nodiscard]] std::string torn(std::mt19937_64 &random) const;

private:
    struct Change
    {
        bool isTruncation;
        off_t offset; ///< or the size
        std::string data;
    };

    std::string m_durable;
    std::vector<Change> m_pending;
};

/// What a disk would hold of one folder (without folders in it) if the power failed now. Of each file it keeps what was
/// synced, and in memory what was done since; of the folder, the names as they were when it was last synced. Renames,
/// new and removed files that came after that may all be lost, each by itself. The caller serialises calls.
class Disk
{
public:
    /// @p folder as it is, all of it synced.
    explicit Disk(std::string folder);

    [[nodiscard]] const std::string &folder() const { return m_folder; }

    /// The file of this name, which exists. One that @p isNew replaces what had the name.
    [[nodiscard]] std::shared_ptr<File> open(const std::string &name, bool isNew);
    void remove(const std::string &name);
    void rename(const std::string &from, const std::string &to);

    /// fsync() of the folder.
    void syncNames() { m_durableNames = m_names; }

    /// sync()
    void syncAll();

    /// Writes into the existing folder @p image what is left after a power loss. An even @p seed loses all that was not
    /// synced, an odd one random parts of it.
    void writeImage(const std::string &image, std::uint64_t seed) const;

private:
    using Names = std::map<std::string, std::shared_ptr<File>>;

    std::string m_folder;
    Names m_names;        ///< as programs see them
    Names m_durableNames; ///< as the disk has them
};

} // namespace powerloss
