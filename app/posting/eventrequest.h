#pragma once

#include "broker/event/event.h"

#include <QtNetwork/QNetworkRequest>

namespace hookbot {

/// A request over HTTP/1.1 that follows no redirect and is given up after 30 s without a byte; of bytes, until a
/// Content-Type says more.
[[nodiscard]] QNetworkRequest httpRequest(const QUrl &url);

/// 2xx.
[[nodiscard]] constexpr bool isSuccess(int status)
{
    return status / 100 == 2;
}

/// A request that carries an event to a URL as its publisher sent it: with its header fields, but for those of the
/// connection, and its query where the URL has none. Its method and body are the caller's to send.
[[nodiscard]] QNetworkRequest eventRequest(const QUrl &url, const Draft &event);

/// Adds the header fields of an event to a request, but for those of the connection it came on.
void addFields(QNetworkRequest &request, const Draft &event);

/// The URL, if it is one of http or https with a host.
[[nodiscard]] std::optional<QUrl> parseHttpUrl(const std::string &text);

} // namespace hookbot
