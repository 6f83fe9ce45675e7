#include "broker/log/wordsearch.h"

#include <algorithm>
#include <limits>

namespace hookbot {

namespace {

constexpr uchar foldedByte(char byte)
{
    const auto c = static_cast<uchar>(byte);
    return c >= 'A' && c <= 'Z' ? uchar(c + ('a' - 'A')) : c;
}

constexpr std::array<uchar, 256> foldedBytes()
{
    std::array<uchar, 256> folded{};
    for (size_t i = 0; i < folded.size(); ++i)
        folded[i] = foldedByte(char(i));
    return folded;
}

constexpr std::array<uchar, 256> Folded = foldedBytes();

uchar foldedAt(const char *text)
{
    return Folded[static_cast<uchar>(*text)];
}

} // namespace

WordSearch::WordSearch(const QByteArrayList &words)
{
    for (const QByteArray &text : words) {
        if (text.isEmpty())
            continue;
        Word word;
        word.folded.reserve(text.size());
        for (const char c : text)
            word.folded.append(char(foldedByte(c)));
        constexpr auto Furthest = qsizetype(std::numeric_limits<quint8>::max());
        word.skips.fill(quint8(std::min(word.folded.size(), Furthest)));
        for (qsizetype i = 0; i + 1 < word.folded.size(); ++i) {
            const qsizetype skip = std::min(word.folded.size() - 1 - i, Furthest);
            word.skips[static_cast<uchar>(word.folded[i])] = quint8(skip);
        }
        m_words.push_back(std::move(word));
    }
}

/// Horspool's search: over most texts it looks at one byte in as many as the word is long.
bool WordSearch::isIn(QByteArrayView text, const Word &word)
{
    const qsizetype length = word.folded.size();
    const char *const wanted = word.folded.constData();
    const auto last = static_cast<uchar>(wanted[length - 1]);
    for (qsizetype at = 0; at + length <= text.size();) {
        const uchar end = foldedAt(text.data() + at + length - 1);
        if (end == last) {
            qsizetype same = 0;
            while (same < length - 1 && foldedAt(text.data() + at + same) == static_cast<uchar>(wanted[same]))
                ++same;
            if (same == length - 1)
                return true;
        }
        at += word.skips[end];
    }
    return false;
}

bool WordSearch::isIn(const Draft &event) const
{
    return std::ranges::all_of(m_words, [&](const Word &word) {
        return isIn(event.channel, word) || isIn(event.query, word) || isIn(event.headers.bytes(), word) ||
               isIn(event.body, word);
    });
}

} // namespace hookbot
