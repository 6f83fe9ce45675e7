#pragma once

#include "broker/event/headers.h"

#include <QtCore/QString>

namespace hookbot {

/// What an event of a service that we know is.
struct ServiceWords
{
    QString service; ///< its name, as it writes it
    QString kind;    ///< `push`, `pull_request opened`, `invoice.paid`; empty where it does not say
    QString text;    ///< who did what; may be empty
};

/// From what GitHub, GitLab, Stripe, Slack and Standard Webhooks say in their header fields, and from the beginning of
/// what was posted. Empty where it is none of them. It is what the sender says: whether it is true is a matter of its
/// signature. Pure.
[[nodiscard]] ServiceWords wordsOfService(const Headers &headers, const QByteArray &posted);

/// The same of each; @p event is the value of the header field that names it. For wordsOfService() alone.
[[nodiscard]] ServiceWords wordsOfGithub(QByteArrayView event, const QByteArray &posted);
[[nodiscard]] ServiceWords wordsOfGitlab(QByteArrayView event, const QByteArray &posted);

} // namespace hookbot
