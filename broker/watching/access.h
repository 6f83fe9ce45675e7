#pragma once

#include "broker/monitor/snapshots.h"
#include "broker/settings.h"

#include <QtCore/QHash>
#include <QtCore/QUrl>

#include <optional>

namespace hookbot {

/// The URLs and tokens that open a channel of a server with this key, reached at @p base: what `hookbot make-tokens`
/// prints. Pure.
[[nodiscard]] Access accessOf(const AccessRequest &request, const QByteArray &key, const QUrl &base);

/// The URL of a server with these settings that listens on @p address. Pure.
[[nodiscard]] QUrl urlBaseOf(const Settings &settings, const BindAddress &address);

/// Finds out what a token opens, on a server with this key.
class TokenReader
{
public:
    TokenReader(QByteArray key, bool acceptsSha1) : m_key(std::move(key)), m_acceptsSha1(acceptsSha1) {}

    /// Reads a token from a URL or from itself. The path is that of the URL, unless @p path names another.
    /// Percent-encoding is removed.
    struct Question
    {
        QByteArray token;
        QByteArray path; ///< empty if there is none
    };
    [[nodiscard]] static Question read(const QString &text, const QString &path);

    /// Why this cannot be a token; empty if it can.
    [[nodiscard]] QString faultOf(const QByteArray &token) const;

    /// The answer, unless all channels must be tried: then nullopt.
    [[nodiscard]] std::optional<TokenExplanation> explain(const Question &question);

    /// What it is the token of, in a sentence, if it opens the path; else empty.
    [[nodiscard]] QString whyItOpens(const QByteArray &token, const QByteArray &path);

    /// Whether it opens a path, or a channel to publish or to subscribe, and why.
    [[nodiscard]] TokenExplanation explain(const QByteArray &token, const QByteArray &pathOrChannel);

private:
    QByteArray m_key;
    bool m_acceptsSha1;
    QHash<QByteArray, QByteArray> m_tokens; ///< of prefixes, which many paths share
    qsizetype m_prefixBytes = 0;            ///< of m_tokens
};

} // namespace hookbot
