#pragma once

#include "hookbot/watch.h"

#include <QtNetwork/QNetworkRequest>

#include <variant>

namespace hookbot::listen {

/// Where a watch dials, and what it says there. A plain value; pure.
class Address
{
public:
    /// From what the owner gave, or what is wrong with it.
    [[nodiscard]] static std::variant<Address, QString> from(const Watch::Options &options);

    /// The request of a WebSocket handshake that asks for the events after @p since, as JSON. A server without a log
    /// ignores both (protocol, section 5), and sends the bodies alone.
    [[nodiscard]] QNetworkRequest request(const QByteArray &since) const;

    /// The channel that is subscribed to, as far as the path tells (protocol, section 1).
    [[nodiscard]] QByteArray channel() const;

    /// Frames of bytes have the channel in front (protocol, section 4).
    [[nodiscard]] bool isRecursive() const;

    /// What `since` the URL had.
    [[nodiscard]] const QByteArray &since() const { return m_since; }

private:
    QUrl m_url;
    QByteArray m_since;
    QByteArray m_credentials; ///< unless the owner's headers have others
    QList<QPair<QByteArray, QByteArray>> m_headers;
};

} // namespace hookbot::listen
