#pragma once

#include "broker/event/headers.h"
#include "broker/net/wire.h"

#include <QtCore/QMetaMethod>
#include <QtWebSockets/QWebSocket>
#include <QtWebSockets/QWebSocketServer>

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace hookbot {

/// Turns a wire into a WebSocket, once its request has been authenticated.
///
/// The handshake is QWebSocketServer's, but it never sees the client's request: it is given a canonical one that holds
/// nothing but the key, so that no second parser can read path, host or credentials differently, and none of them is
/// kept in memory. Lives in the I/O thread.
class Upgrade
{
public:
    /// What is wrong with the client's request (RFC 6455, section 4.2.1).
    enum class Fault { None, Version, Key };

    Upgrade();

    /// The faults of a GET that asks for a WebSocket.
    [[nodiscard]] static Fault faultOf(const Headers &headers);

    /// Answers 101 and returns the WebSocket over @p wire, which must outlive it. Precondition: the request has no
    /// fault.
    [[nodiscard]] std::unique_ptr<QWebSocket> accept(Wire &wire, const Headers &headers);

private:
    void disconnectUnused(Wire &wire, QWebSocket &socket);

    QWebSocketServer m_server;
    std::unordered_map<const QMetaObject *, std::vector<QMetaMethod>> m_signalsOfFrames; ///< once for each class
};

} // namespace hookbot
