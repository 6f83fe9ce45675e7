#pragma once

#include "broker/event/event.h"

#include <QtCore/QByteArrayList>

#include <array>
#include <vector>

namespace hookbot {

/// Whether words stand in an event: each of them somewhere in its channel, its query, its header fields or its body.
///
/// ASCII letters match in either case; all other bytes match themselves, so that text in UTF-8 is found as it was
/// written, and JSON's \u escapes are not. It copies no body: what is looked through lies where it is. A plain value.
class WordSearch
{
public:
    /// Empty words are in everything.
    explicit WordSearch(const QByteArrayList &words);

    [[nodiscard]] bool isEmpty() const { return m_words.empty(); }

    [[nodiscard]] bool isIn(const Draft &event) const;

private:
    struct Word
    {
        QByteArray folded;
        std::array<quint8, 256> skips; ///< by the last byte of what is compared: how far it is safe to go on
    };

    [[nodiscard]] static bool isIn(QByteArrayView text, const Word &word);

    std::vector<Word> m_words;
};

} // namespace hookbot
