#pragma once

#include "app/desktop/instance.h"

#include <QtNetwork/QLocalServer>

#include <functional>

namespace hookbot {

/// Receives the requests of other processes of the same user in the desktop program. A connection has one request and
/// one answer, then it is closed; after `quit`, when the program exits. Clients that send nothing, too much or invalid
/// requests are disconnected. One thread, whose event loop it needs.
class InstanceServer final : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(const instancemessages::Reply &)>;
    /// Answers a request once, now or later.
    using Handle = std::function<void(const instancemessages::Request &, Answer)>;

    /// Precondition: this process has the lock of @p place.
    InstanceServer(InstancePaths place, Handle obey, QObject *parent = nullptr);

    [[nodiscard]] tl::expected<void, QString> start();

private:
    void accept();
    void read(QLocalSocket &socket);
    static void answer(QLocalSocket &socket, const instancemessages::Request &request,
                       const instancemessages::Reply &reply);

    InstancePaths m_place;
    Handle m_handle;
    QLocalServer m_server;
    int m_connections = 0;
};

} // namespace hookbot
