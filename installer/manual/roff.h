#pragma once

#include <string>

namespace hookbot::manual::roff {

/// The text as a page's source: nothing in it is taken for a request, and what is typed with a dash keeps it.
[[nodiscard]] std::string escaped(const std::string &text);

/// The same, in bold: what is typed as it stands.
[[nodiscard]] std::string bold(const std::string &text);

/// The same, in italics: what stands for something else.
[[nodiscard]] std::string italic(const std::string &text);

/// A description as a sentence: options in it are bold, and it has its full stop.
[[nodiscard]] std::string sentence(const std::string &text);

} // namespace hookbot::manual::roff
