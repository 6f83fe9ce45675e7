#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <string>
#include <vector>

namespace hookbot {

/// A pattern for text: `*` stands for any run without a slash, `**` for any run, `?` for one character other than a
/// slash, and a backslash takes its meaning from what follows it. All else stands for itself. A plain value.
class Glob
{
public:
    explicit Glob(const QByteArray &pattern);

    /// Whether the whole of it is as the pattern says. Takes time in proportion to the text's length, whatever the
    /// pattern. What is no UTF-8, or longer than 64 KiB, matches nothing but the same bytes.
    [[nodiscard]] bool matches(QByteArrayView text) const;

private:
    struct Step
    {
        enum class Kind { Character, AnyCharacter, RunWithoutSlash, Run } kind;
        char32_t character;
    };

    [[nodiscard]] bool hasWildcards() const;
    void reach(std::vector<char> &places, size_t place) const;

    QByteArray m_plain; ///< what it is where there are no wildcards
    std::vector<Step> m_steps;
};

} // namespace hookbot
