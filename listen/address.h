#pragma once

#include "hookbot/watch.h"

#include <QtNetwork/QNetworkRequest>

#include <variant>

namespace hookbot::listen {

/// The server's address, and the request that a watch sends there. A plain value; pure.
class Address
{
public:
    /// Returns a message if the options are not valid.
    [[nodiscard]] static std::variant<Address, QString> from(const Watch::Options &options);

    /// The WebSocket handshake that requests the events after @p since, as JSON. A server without a log ignores both
    /// (protocol, section 5) and sends only bodies.
    [[nodiscard]] QNetworkRequest request(const QByteArray &since) const;

    /// The channel of the subscription, according to the path (protocol, section 1).
    [[nodiscard]] QByteArray channel() const;

    /// Whether binary frames start with the channel (protocol, section 4).
    [[nodiscard]] bool isRecursive() const;

    /// The initial `since`, from the options or the URL.
    [[nodiscard]] const QByteArray &since() const { return m_since; }

private:
    QUrl m_url;
    QByteArray m_since;
    QByteArray m_credentials; ///< used unless the headers have an Authorization
    QList<QPair<QByteArray, QByteArray>> m_headers;
};

} // namespace hookbot::listen
