#include "broker/log/wordsearch.h"

#include <algorithm>
#include <array>
#include <iterator>

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

/// A random-access iterator over text that reads it in lower case. It reads bytes, so that the searcher has an array
/// for them and no hash table. (std::views::transform does not compile with Clang 14.)
class LowerCaseIterator
{
public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = uchar;
    using difference_type = qsizetype;
    using pointer = const uchar *;
    using reference = uchar;

    explicit LowerCaseIterator(const char *at) : m_at(at) {}

    uchar operator*() const { return LowerCase[static_cast<uchar>(*m_at)]; }
    uchar operator[](qsizetype i) const { return LowerCase[static_cast<uchar>(m_at[i])]; }
    LowerCaseIterator &operator++() { return *this += 1; }
    LowerCaseIterator &operator+=(qsizetype n)
    {
        m_at += n;
        return *this;
    }
    friend LowerCaseIterator operator+(LowerCaseIterator it, qsizetype n) { return it += n; }
    friend qsizetype operator-(LowerCaseIterator a, LowerCaseIterator b) { return a.m_at - b.m_at; }
    bool operator==(const LowerCaseIterator &) const = default;

private:
    const char *m_at;
};

LowerCaseIterator foldedBegin(QByteArrayView text)
{
    return LowerCaseIterator(text.data());
}

LowerCaseIterator foldedEnd(QByteArrayView text)
{
    return LowerCaseIterator(text.data() + text.size());
}

} // namespace

WordSearch::WordSearch(const QByteArrayList &words)
{
    for (const QByteArray &word : words) {
        if (!word.isEmpty())
            m_words.emplace_back(Folded(foldedBegin(word), foldedEnd(word)));
    }
}

bool WordSearch::isIn(QByteArrayView text, const Word &word)
{
    return word.searcher(foldedBegin(text), foldedEnd(text)).first != foldedEnd(text);
}

bool WordSearch::isIn(const Draft &event) const
{
    return std::ranges::all_of(m_words, [&](const Word &word) {
        return isIn(event.channel, word) || isIn(event.query, word) || isIn(event.headers.bytes(), word) ||
               isIn(event.body, word);
    });
}

} // namespace hookbot
