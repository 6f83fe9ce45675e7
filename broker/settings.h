#pragma once

#include "broker/http/trustedproxies.h"
#include "broker/log/retention.h"
#include "broker/log/sync.h"
#include "broker/net/bindaddress.h"
#include "broker/requests/origin.h"
#include "broker/routers/router.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace hookbot {

/// The settings of a Broker. A plain value; checked where it is used, by Broker::start().
struct Settings
{
    struct Tls
    {
        QString keyFile;         ///< PEM
        QString certificateFile; ///< PEM, the chain behind the server's own
    };

    QByteArray key; ///< the one secret: anyone who knows it can make every token
    BindAddress bind;
    std::optional<qintptr> inheritedSocket; ///< a listening TCP socket, to serve on instead; the broker closes it
    std::optional<Tls> tls;                 ///< without it, plain HTTP

    std::optional<QString> logFile; ///< where events are kept; without it, in memory
    Sync sync = Sync::Full;         ///< of that file
    Retention retention;

    std::vector<std::shared_ptr<const Router>> routers; ///< each has its own name

    bool acceptSha1Tokens = true;                 ///< those of hookbot before 0.19
    qint64 maxBody = 25LL * 1024 * 1024;          ///< bytes of a publish
    qint64 listenerBuffer = 1024LL * 1024;        ///< bytes queued for a listener before it falls behind
    qint64 listenerBuffers = 256LL * 1024 * 1024; ///< for all, answers included, before all fall behind
    std::chrono::seconds pingInterval{ 30 };      ///< of the server's pings; twice as long a silence ends a listener
    QList<QByteArray> allowedOrigins;             ///< in addition to the server's own; see origin.h
    OwnOrigin ownOrigin = OwnOrigin::Host;
    TrustedProxies trustedProxies; ///< peers that may name the client of a request
};

} // namespace hookbot
