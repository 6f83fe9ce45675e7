#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace hookbot {

/// What a body is: by what is in it, not by what is said of it.
struct BodyGuess
{
    enum class Kind {
        Empty,
        Json, ///< or begins like it: only reading it to the end tells
        Xml,
        Form,
        Text,
        Binary
    };

    Kind kind = Kind::Empty;
    bool isDeclared = false; ///< its content type says so too
    QString note;            ///< where its content type says something else: a sentence
};

/// Looks at the first bytes alone.
[[nodiscard]] BodyGuess guessBody(const QByteArray &body, const QByteArray &contentType);

/// Whether it can be shown as text, and edited: its first bytes are UTF-8 without NUL.
[[nodiscard]] bool looksLikeText(const QByteArray &body);

} // namespace hookbot
