#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QUrl>

#include <tl/expected.hpp>

namespace hookbot {

/// Where to publish. A plain value.
struct PublishTarget
{
    QUrl url;         ///< http or https, without the token
    QByteArray token; ///< empty where the URL had none

    /// The URL without its token and its query, which may have secrets.
    [[nodiscard]] QString shown() const { return url.toString(QUrl::RemoveQuery | QUrl::FullyEncoded); }
};

/// The target of a URL as make-tokens prints it: http, https, ws or wss, the token as its user name. The error says
/// what is wrong, and never repeats what might be a token. Pure.
[[nodiscard]] tl::expected<PublishTarget, QString> parsePublishTarget(const QString &text);

} // namespace hookbot
