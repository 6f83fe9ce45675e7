#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QHash>
#include <QtCore/QUrl>

namespace hookbot {

/// The URLs and tokens that open a channel of a server with this key, reached at @p base: what `hookbot make-tokens`
/// prints. Pure.
[[nodiscard]] Access accessOf(const AccessRequest &request, const QByteArray &key, const QUrl &base);

/// Finds out what a token opens, on a server with this key.
class TokenReader
{
public:
    TokenReader(QByteArray key, bool acceptsSha1) : m_key(std::move(key)), m_acceptsSha1(acceptsSha1) {}

    /// The token, and the path where one stands beside it, in a URL with a token or in a token alone; and what of it
    /// @p path asks for in its place. Percent-encoding is taken off.
    struct Question
    {
        QByteArray token;
        QByteArray path; ///< empty where there is none
    };
    [[nodiscard]] static Question read(const QString &text, const QString &path);

    /// Why this can be no token at all; empty where it can.
    [[nodiscard]] QString faultOf(const QByteArray &token) const;

    /// Of what it is a token, in a sentence, if it opens the path; else empty.
    [[nodiscard]] QString whyItOpens(const QByteArray &token, const QByteArray &path);

    /// Whether it opens what a path or a channel stands for, to publish or to subscribe, and why.
    [[nodiscard]] TokenExplanation explain(const QByteArray &token, const QByteArray &pathOrChannel);

private:
    QByteArray m_key;
    bool m_acceptsSha1;
    QHash<QByteArray, QByteArray> m_tokens; ///< of prefixes, which many paths share
    qsizetype m_prefixBytes = 0;            ///< of m_tokens
};

} // namespace hookbot
