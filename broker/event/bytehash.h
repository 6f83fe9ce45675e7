#pragma once

#include <functional>
#include <string_view>

namespace hookbot {

/// A hash of bytes for tables whose keys are std::string: looks up a std::string_view without making a string of it.
struct ByteHash
{
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

} // namespace hookbot
