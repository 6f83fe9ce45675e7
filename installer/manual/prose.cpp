#include "installer/manual/prose.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace hookbot::manual {

namespace {

const std::string SectionMark = ".SH ";

std::string section(const std::string &title, const std::string &lines)
{
    return SectionMark + title + "\n" + lines;
}

/// With those of each file beside it that a line `.so NAME` names, as in man(7).
std::vector<std::string> linesOf(const std::filesystem::path &path)
{
    const std::string include = ".so ";
    std::ifstream file(path);
    if (!file)
        throw std::runtime_error("cannot read " + path.string() + ": each command needs its own");
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(include))
            std::ranges::copy(linesOf(path.parent_path() / line.substr(include.size())), std::back_inserter(lines));
        else
            lines.push_back(line);
    }
    return lines;
}

} // namespace

Prose::Prose(const std::vector<std::filesystem::path> &files)
{
    for (const auto &path : files) {
        std::string *lines = nullptr;
        for (const std::string &line : linesOf(path)) {
            if (line.starts_with(SectionMark)) {
                const std::string title = line.substr(SectionMark.size());
                auto found = std::ranges::find(m_sections, title, &std::pair<std::string, std::string>::first);
                if (found == m_sections.end())
                    found = m_sections.emplace(m_sections.end(), title, std::string());
                lines = &found->second;
            } else if (lines) {
                *lines += line + "\n";
                if (line == ".EE") // turns on what the page's header has turned off
                    *lines += ".nh\n";
            } else {
                throw std::runtime_error(path.string() + " does not begin with .SH");
            }
        }
    }
}

std::string Prose::take(const std::string &title)
{
    const auto found = std::ranges::find(m_sections, title, &std::pair<std::string, std::string>::first);
    if (found == m_sections.end())
        return {};
    std::string taken = section(found->first, found->second);
    m_sections.erase(found);
    return taken;
}

std::string Prose::takeRest()
{
    std::string taken;
    for (const auto &[title, lines] : m_sections)
        taken += section(title, lines);
    m_sections.clear();
    return taken;
}

} // namespace hookbot::manual
