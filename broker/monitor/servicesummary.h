#pragma once

#include "broker/event/headers.h"

#include <QtCore/QString>

namespace hookbot {

/// A summary of an event of a known service.
struct ServiceSummary
{
    QString service; ///< its name, as it writes it
    QString kind;    ///< `push`, `pull_request opened`, `invoice.paid`; empty if unknown
    QString text;    ///< who did what; may be empty
};

/// Summarises an event from the header fields of GitHub, GitLab, Stripe, Slack and Standard Webhooks, and from the
/// beginning of what was posted. Empty if it is from none of them. It is the sender's claim; only a signature proves
/// it. Pure.
[[nodiscard]] ServiceSummary summaryOfService(const Headers &headers, const QByteArray &posted);

/// The same for one service; @p event is the value of the header field that names the event. For summaryOfService()
/// only.
[[nodiscard]] ServiceSummary summaryOfGithub(QByteArrayView event, const QByteArray &posted);
[[nodiscard]] ServiceSummary summaryOfGitlab(QByteArrayView event, const QByteArray &posted);

} // namespace hookbot
