#pragma once

#include "broker/auth/token.h"

#include <QtCore/QUrl>
#include <QtNetwork/QNetworkRequest>

namespace hookbot {

/// The path that publishes to a channel (protocol, section 1), decoded: what its token is made for.
[[nodiscard]] QByteArray publishPath(const QByteArray &channel);

/// A request to publish to a channel of the server at @p base (http, https, ws or wss; host and port count), with the
/// token that its key makes.
[[nodiscard]] QNetworkRequest publishRequest(const QUrl &base, const QByteArray &channel, const QByteArray &key,
                                             TokenKind kind = TokenKind::Sha256);

} // namespace hookbot
