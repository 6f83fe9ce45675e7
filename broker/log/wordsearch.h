#pragma once

#include "broker/event/event.h"

#include <QtCore/QByteArrayList>

#include <functional>
#include <vector>

namespace hookbot {

/// Whether an event contains words: each of them anywhere in its channel, its query, its header fields or its body.
///
/// ASCII letters match in either case; all other bytes match themselves, so text in UTF-8 is found as it was written,
/// and JSON's \u escapes are not. Copies no body.
///
/// Horspool's algorithm examines few bytes of usual text; on text made for the purpose, it takes time in proportion to
/// the text's length times the word's. The word is the administrator's, and short.
class WordSearch
{
public:
    /// Empty words are contained in everything.
    explicit WordSearch(const QByteArrayList &words);

    [[nodiscard]] bool isEmpty() const { return m_words.empty(); }

    [[nodiscard]] bool isIn(const Draft &event) const;

private:
    using Folded = std::vector<uchar>;

    /// A searcher has iterators into the word, which stay valid when that is moved.
    struct Word
    {
        explicit Word(Folded word) : folded(std::move(word)), searcher(folded.cbegin(), folded.cend()) {}
        Word(const Word &) = delete;
        Word(Word &&) = default;
        Word &operator=(const Word &) = delete;
        Word &operator=(Word &&) = default;
        ~Word() = default;

        Folded folded; ///< in lower case
        std::boyer_moore_horspool_searcher<Folded::const_iterator> searcher;
    };

    [[nodiscard]] static bool isIn(QByteArrayView text, const Word &word);

    std::vector<Word> m_words;
};

} // namespace hookbot
