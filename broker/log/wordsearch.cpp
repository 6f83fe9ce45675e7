#include "broker/log/wordsearch.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <span>

namespace hookbot {

namespace {

constexpr std::array<uchar, 256> lowerCase()
{
    std::array<uchar, 256> bytes{};
    for (size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = uchar(i >= 'A' && i <= 'Z' ? i + ('a' - 'A') : i);
    return bytes;
}

constexpr std::array<uchar, 256> LowerCase = lowerCase();

struct Fold
{
    uchar operator()(char c) const { return LowerCase[static_cast<uchar>(c)]; }
};

/// The text in lower case, folded as it is read: of bytes, so that the searcher has an array for them and no hash
/// table.
auto folded(QByteArrayView text)
{
    return std::views::transform(std::span(text.data(), size_t(text.size())), Fold());
}

} // namespace

WordSearch::WordSearch(const QByteArrayList &words)
{
    for (const QByteArray &word : words) {
        const auto bytes = folded(word);
        if (!word.isEmpty())
            m_words.emplace_back(Folded(bytes.begin(), bytes.end()));
    }
}

bool WordSearch::isIn(QByteArrayView text, const Word &word)
{
    const auto bytes = folded(text);
    return word.searcher(bytes.begin(), bytes.end()).first != bytes.end();
}

bool WordSearch::isIn(const Draft &event) const
{
    return std::ranges::all_of(m_words, [&](const Word &word) {
        return isIn(event.channel, word) || isIn(event.query, word) || isIn(event.headers.bytes(), word) ||
               isIn(event.body, word);
    });
}

} // namespace hookbot
