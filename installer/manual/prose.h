#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace hookbot::manual {

/// What a page says beyond the options: sections of man(7), each begun by `.SH TITLE`, in their order.
class Prose
{
public:
    /// From files, one after the other: a section that was there already is continued. Throws std::runtime_error where
    /// one cannot be read, or does not begin with a section.
    explicit Prose(const std::vector<std::filesystem::path> &files);

    /// The section with its title, once: it is empty the next time, and where there is none.
    [[nodiscard]] std::string take(const std::string &title);

    /// All that has not been taken.
    [[nodiscard]] std::string takeRest();

private:
    std::vector<std::pair<std::string, std::string>> m_sections; ///< title, lines behind it
};

} // namespace hookbot::manual
