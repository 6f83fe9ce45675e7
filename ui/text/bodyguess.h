#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace hookbot {

/// The type of a body, judged by its content, not by its content type.
struct BodyGuess
{
    enum class Kind {
        Empty,
        Json, ///< or starts like JSON: only reading to its end is certain
        Xml,
        Form,
        Text,
        Binary
    };

    Kind kind = Kind::Empty;
    bool isDeclared = false; ///< its content type agrees
    QString note;            ///< a sentence, if its content type disagrees
};

/// Reads the first bytes only.
[[nodiscard]] BodyGuess guessBody(const QByteArray &body, const QByteArray &contentType);

/// Whether it can be shown and edited as text: its first bytes are UTF-8 without NUL.
[[nodiscard]] bool looksLikeText(const QByteArray &body);

} // namespace hookbot
