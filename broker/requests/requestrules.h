#pragma once

#include "broker/http/trustedproxies.h"
#include "broker/requests/origin.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

namespace hookbot {

/// By what a RequestHandler decides. A plain value.
struct RequestRules
{
    QByteArray key; ///< the secret that tokens are made with
    bool acceptSha1Tokens = true;
    QList<QByteArray> allowedOrigins; ///< in addition to the server's own; see origin.h
    OwnOrigin ownOrigin = OwnOrigin::Host;
    TrustedProxies trustedProxies; ///< which peers may name the client that they pass a request on for
};

} // namespace hookbot
