#include "tests/powerloss/disk.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace powerloss {

namespace {

namespace fs = std::filesystem;

std::string contentsOf(const fs::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(file), {} };
}

void applyWrite(std::string &contents, off_t offset, std::string_view data)
{
    const auto begin = size_t(offset);
    if (contents.size() < begin + data.size())
        contents.resize(begin + data.size());
    std::ranges::copy(data, contents.begin() + offset);
}

bool isHeads(std::mt19937_64 &random, double probability)
{
    return std::bernoulli_distribution(probability)(random);
}

} // namespace

void File::write(off_t offset, std::string_view data)
{
    m_pending.push_back({ false, offset, std::string(data) });
}

void File::truncate(off_t size)
{
    m_pending.push_back({ true, size, {} });
}

void File::sync()
{
    for (const Change &change : m_pending) {
        if (change.isTruncation)
            m_durable.resize(size_t(change.offset));
        else
            applyWrite(m_durable, change.offset, change.data);
    }
    m_pending.clear();
}

std::string File::torn(std::mt19937_64 &random) const
{
    constexpr std::array<double, 5> Shares{ 0.02, 0.25, 0.5, 0.75, 0.98 };
    const auto sector = off_t(isHeads(random, 0.5) ? 512 : 4096);
    const double share = Shares[random() % Shares.size()]; // of the sectors that were written back

    // Of each sector, how many of the changes reached the disk: all, none, or those up to a random one.
    std::map<off_t, size_t> reached;
    const auto reachedOf = [&](off_t number) {
        const auto [entry, isFirst] = reached.emplace(number, 0);
        if (isFirst && isHeads(random, share))
            entry->second = m_pending.size();
        else if (isFirst && isHeads(random, 0.5))
            entry->second = random() % (m_pending.size() + 1);
        return entry->second;
    };

    std::string contents = m_durable;
    for (size_t i = 0; i < m_pending.size(); ++i) {
        const Change &change = m_pending[i];
        if (change.isTruncation) {
            if (isHeads(random, share))
                contents.resize(size_t(change.offset));
            continue;
        }
        const off_t end = change.offset + off_t(change.data.size());
        for (off_t begin = change.offset; begin < end;) {
            const off_t next = std::min(end, (begin / sector + 1) * sector);
            if (i < reachedOf(begin / sector)) {
                applyWrite(contents, begin,
                           std::string_view(change.data).substr(size_t(begin - change.offset), size_t(next - begin)));
            }
            begin = next;
        }
    }
    return contents;
}

Disk::Disk(std::string folder) : m_folder(std::move(folder))
{
    for (const fs::directory_entry &entry : fs::directory_iterator(m_folder)) {
        if (entry.is_regular_file())
            m_names.emplace(entry.path().filename(), std::make_shared<File>(contentsOf(entry.path())));
    }
    m_durableNames = m_names;
}

std::shared_ptr<File> Disk::open(const std::string &name, bool isNew)
{
    std::shared_ptr<File> &file = m_names[name];
    if (!file || isNew)
        file = std::make_shared<File>(std::string());
    return file;
}

void Disk::remove(const std::string &name)
{
    m_names.erase(name);
}

void Disk::rename(const std::string &from, const std::string &to)
{
    const auto entry = m_names.find(from);
    if (entry == m_names.end())
        return;
    m_names[to] = entry->second;
    m_names.erase(from);
}

void Disk::syncAll()
{
    for (const Names *names : { &m_names, &m_durableNames }) {
        for (const auto &[name, file] : *names)
            file->sync();
    }
    syncNames();
}

void Disk::writeImage(const std::string &image, std::uint64_t seed) const
{
    std::mt19937_64 random(seed);
    const bool isWhole = seed % 2 == 0;
    std::set<std::string> all;
    for (const Names *names : { &m_names, &m_durableNames }) {
        for (const auto &[name, file] : *names)
            all.insert(name);
    }
    for (const std::string &name : all) {
        const Names &names = isWhole || isHeads(random, 0.5) ? m_durableNames : m_names;
        const auto entry = names.find(name);
        if (entry == names.end())
            continue;
        const std::string contents = isWhole ? entry->second->durable() : entry->second->torn(random);
        std::ofstream(fs::path(image) / name, std::ios::binary) << contents;
    }
}

} // namespace powerloss
