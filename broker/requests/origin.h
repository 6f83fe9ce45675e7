#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QList>

namespace hookbot {

/// Which origins are a server's own, in addition to those that are allowed by name.
enum class OwnOrigin {
    Host,        ///< the host of the request's Host, whatever it is
    LoopbackHost ///< only localhost and loopback addresses, at the port of Host: a page can have a name of its own
                 ///< resolve to this machine (DNS rebinding), and then its origin is equal to Host
};

/// Whether a browser page of that origin may subscribe, or publish without a Bearer token (protocol, sections 3 and 4):
/// it must be the server's own, or one that is allowed. `//host`, which hookbot's own router sends, is an origin too.
/// Each allowed one is a whole origin (`https://app.example.com`) or a host (`app.example.com:8443`); letters in any
/// case, default ports may be left out. Pure.
[[nodiscard]] bool isAllowedOrigin(QByteArrayView origin, QByteArrayView host, const QList<QByteArray> &allowed,
                                   OwnOrigin own = OwnOrigin::Host);

} // namespace hookbot
