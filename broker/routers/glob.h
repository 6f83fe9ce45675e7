#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <string>
#include <vector>

namespace hookbot {

/// A pattern for text: `*` matches any run without a slash, `**` any run, `?` one character other than a slash, and a
/// backslash makes the next character literal. Everything else matches itself. A plain value.
class Glob
{
public:
    explicit Glob(const QByteArray &pattern);

    /// Whether the pattern matches the whole text. Takes time in proportion to the text's length for any pattern. Text
    /// that is not UTF-8, or longer than 64 KiB, matches only the same bytes.
    [[nodiscard]] bool matches(QByteArrayView text) const;

private:
    struct Step
    {
        enum class Kind { Character, AnyCharacter, RunWithoutSlash, Run } kind;
        char32_t character;
    };

    [[nodiscard]] bool hasWildcards() const;
    void reach(std::vector<char> &places, size_t place) const;

    QByteArray m_plain; ///< the literal text if there are no wildcards
    std::vector<Step> m_steps;
};

} // namespace hookbot
