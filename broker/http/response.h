#pragma once

#include "broker/http/refusal.h"
#include "broker/net/bytesource.h"

#include <QtCore/QByteArray>

#include <functional>
#include <memory>

namespace hookbot {

/// An answer with a body of known length (RFC 9112). A plain value.
struct Response
{
    int status = 200;
    QByteArray body = {};
    QByteArray contentType = "text/plain; charset=utf-8";
    QByteArray fields = {}; ///< further fields, each `Name: value\r\n`; never bytes of a client's choosing
    /// In place of `body`: makes the whole answer in pieces, of a body and the head that this returns for its length.
    using Head = std::function<QByteArray(qint64 length)>;
    std::function<std::shared_ptr<ByteSource>(Head)> makeSource = {};
    bool withBody = true; ///< false answers HEAD: the length is sent, the body is not

    /// The refusal's line and fields; a 503 without fields gets a Retry-After.
    [[nodiscard]] static Response of(const Refusal &refusal);

    /// What goes over the wire; with `Connection: close` unless @p keepAlive.
    [[nodiscard]] QByteArray toBytes(bool keepAlive) const;

    /// All of it that is before a body of this length.
    [[nodiscard]] QByteArray head(bool keepAlive, qint64 length) const;
};

} // namespace hookbot
