#pragma once

#include "refusal.h"

#include <QtCore/QByteArray>

namespace hookbot {

/// An answer with a body of known length (RFC 9112). A plain value.
struct Response
{
    int status = 200;
    QByteArray body = {};
    QByteArray contentType = "text/plain; charset=utf-8";
    QByteArray fields = {}; ///< further fields, each `Name: value\r\n`; never bytes of a client's choosing
    bool withBody = true;   ///< false answers HEAD: the length is told, the body is not sent

    /// The refusal's line, and whoever gets a 503 is told when to try again.
    [[nodiscard]] static Response of(const Refusal &refusal);

    /// What goes over the wire; with `Connection: close` unless @p keepAlive.
    [[nodiscard]] QByteArray toBytes(bool keepAlive) const;
};

} // namespace hookbot
