#pragma once

#include <QtCore/QByteArray>

namespace hookbot {

/// Why a request is not served: an HTTP status and the line that is its body, without the line's end.
/// The line says what is wrong and what to do, and never repeats a token.
struct Refusal
{
    int status = 0;
    QByteArray message;
    QByteArray fields = {}; ///< further header fields of the answer, each `Name: value\r\n`

    bool operator==(const Refusal &) const = default;
};

} // namespace hookbot
