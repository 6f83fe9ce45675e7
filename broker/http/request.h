#pragma once

#include "broker/event/headers.h"

#include <QtCore/QByteArray>

namespace hookbot {

/// One HTTP/1 request as it came over the wire (RFC 9112). A plain value.
struct Request
{
    QByteArray method; ///< case-sensitive, as sent
    QByteArray target; ///< origin-form, whatever form was sent; not decoded: the path and, after a `?`, the query
    Headers headers;
    QByteArray body; ///< byte for byte what was posted, chunks joined

    bool keepAlive = false;        ///< RFC 9112, section 9.3, from version and Connection
    bool expectsContinue = false;  ///< `Expect: 100-continue`, RFC 9110, section 10.1.1
    bool asksForWebSocket = false; ///< HTTP/1.1, `Connection: upgrade`, `Upgrade: websocket`; RFC 6455, section 4.2.1

    /// The target without its query, in which some clients put secrets.
    [[nodiscard]] QByteArray path() const
    {
        const qsizetype mark = target.indexOf('?');
        return mark < 0 ? target : target.first(mark);
    }
};

} // namespace hookbot
