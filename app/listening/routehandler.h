#pragma once

#include "app/listening/handler.h"
#include "app/output/linelog.h"
#include "broker/auth/token.h"
#include "broker/routers/router.h"

#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QSslConfiguration>

#include <set>

namespace hookbot {

/// Runs a router in a process of its own: publishes the events that it makes, on the server that sent the original.
class RouteHandler final : public Handler
{
    Q_OBJECT

public:
    struct Server
    {
        QUrl url;       ///< its scheme, host and port
        QByteArray key; ///< that makes the tokens
        TokenKind tokenKind = TokenKind::Sha256;
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    };

    RouteHandler(const Router &router, Server server, LineLog &log);
    ~RouteHandler() override;

    void handle(const EventPtr &event, Done done) override;
    void stop() override;
    void kill() override;

private:
    class Route;

    void refused(const Event &event, const RoutingRefusal &refusal);
    void sayHowManyMore();

    const Router &m_router;
    Server m_server;
    LineLog &m_log;
    QNetworkAccessManager m_network;
    bool m_isStopped = false;
    std::set<Route *> m_routes; ///< children
    QTimer m_minute;            ///< of refusals: strangers can make as many as they like
    qint64 m_refused = 0;       ///< in it
};

} // namespace hookbot
