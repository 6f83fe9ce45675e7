#include "broker/watching/access.h"

#include "broker/auth/token.h"
#include "broker/event/channel.h"
#include "broker/http/endpoint.h"
#include "broker/watching/newevent.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace hookbot {

namespace {

constexpr qsizetype Sha256Length = 64;
constexpr qsizetype Sha1Length = 40;
constexpr qsizetype BytesOfToken = 128; // with what the table has for it
constexpr qsizetype MostPrefixBytes =
    4LL * 1024 * 1024; // of prefixes whose tokens are remembered: strangers name channels

struct AccessText
{
    Q_DECLARE_TR_FUNCTIONS(Access)
};

QString urlOf(const QUrl &base, const QByteArray &path, const QString &token, bool isSubscription,
              const QString &query = {})
{
    QUrl url = base;
    const bool isSecure = base.scheme() == u"https" || base.scheme() == u"wss";
    const QString scheme = isSubscription ? QStringLiteral("ws") : QStringLiteral("http");
    url.setScheme(isSecure ? scheme + u's' : scheme);
    url.setUserInfo(token);
    url.setPath(QString::fromLatin1(path.toPercentEncoding("/")), QUrl::TolerantMode);
    url.setQuery(query.isEmpty() ? QString() : query);
    url.setFragment(QString());
    return url.toString(QUrl::FullyEncoded);
}

/// As people write it: with a slash before it or not, `unsafe/` for unsafe ones.
QByteArray channelOf(const AccessRequest &request)
{
    QByteArray name = request.channel.trimmed();
    if (name.startsWith('/'))
        name.remove(0, 1);
    bool isUnsafe = request.isUnsafe;
    if (name.startsWith("unsafe/")) {
        name.remove(0, 7);
        isUnsafe = true;
    }
    if (name.endsWith('/'))
        name.chop(1);
    if (request.isRecursive && !name.isEmpty())
        name.append('/');
    return isUnsafe ? ChannelName::unsafe(name) : name;
}

/// `/a/b` of `/pub/a/b`; empty where there is no such segment.
QByteArray withoutVerbOf(const QByteArray &path)
{
    return path.startsWith("/pub/") || path.startsWith("/sub/") ? path.sliced(4) : QByteArray();
}

} // namespace

Access accessOf(const AccessRequest &request, const QByteArray &key, const QUrl &base)
{
    Access access;
    const QByteArray channel = channelOf(request);
    const QByteArray publishPath = pathOf("pub", channel);
    const QByteArray subscribePath = pathOf("sub", channel);
    if (!request.isRecursive && (channel.isEmpty() || channel == ChannelName::UnsafePrefix))
        access.error = AccessText::tr("Enter a channel.");
    else if (const QString fault = faultOfPath(publishPath); !fault.isEmpty())
        access.error = AccessText::tr("Not a valid channel: %1.").arg(fault);
    else if (!request.extraMetadata.isEmpty() && request.extraMetadata != "github" &&
             request.extraMetadata != "headers")
        access.error = AccessText::tr("Extra metadata must be github or headers.");
    if (!access.error.isEmpty())
        return access;

    const TokenKind kind = request.isSha1 ? TokenKind::Sha1 : TokenKind::Sha256;
    access.publishToken = QString::fromLatin1(makeToken(key, publishPath, kind));
    access.subscribeToken = QString::fromLatin1(makeToken(key, subscribePath, kind));
    const QString query = request.extraMetadata.isEmpty()
                              ? QString()
                              : QStringLiteral("extra-metadata=") + QString::fromLatin1(request.extraMetadata);
    access.publishUrl =
        urlOf(base, publishPath, ChannelName(channel).isUnsafe() ? QString() : access.publishToken, false, query);
    access.subscribeUrl = urlOf(base, subscribePath, access.subscribeToken, true);
    return access;
}

QUrl urlBaseOf(const Settings &settings, const BindAddress &address)
{
    const bool isAny = address.host == QHostAddress(QHostAddress::Any) ||
                       address.host == QHostAddress(QHostAddress::AnyIPv4) ||
                       address.host == QHostAddress(QHostAddress::AnyIPv6);
    QUrl url;
    url.setScheme(settings.tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(isAny ? QStringLiteral("localhost") : address.host.toString());
    url.setPort(address.port);
    return url;
}

TokenReader::Question TokenReader::read(const QString &text, const QString &path)
{
    Question question;
    const QString trimmed = text.trimmed();
    if (trimmed.contains(QStringLiteral("://"))) {
        const QUrl url(trimmed);
        question.token = url.userName(QUrl::FullyDecoded).toUtf8();
        question.path = url.path(QUrl::FullyDecoded).toUtf8();
    } else {
        question.token = trimmed.toUtf8();
    }
    if (!path.trimmed().isEmpty()) {
        const QString wanted = path.trimmed();
        question.path = wanted.contains(QStringLiteral("://")) ? QUrl(wanted).path(QUrl::FullyDecoded).toUtf8()
                                                               : QUrl::fromPercentEncoding(wanted.toUtf8()).toUtf8();
    }
    if (question.path == "/")
        question.path.clear();
    return question;
}

QString TokenReader::faultOf(const QByteArray &token) const
{
    if (token.isEmpty())
        return AccessText::tr("No token found.");
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    const auto isLetter = [](char c) { return c >= 'A' && c <= 'F'; };
    if (!std::ranges::all_of(token, [&](char c) { return isDigit(c) || isLetter(c); }))
        return AccessText::tr("Not a token: it has characters other than the hexadecimal digits 0 to 9 and a to f.");
    if (token.size() != Sha256Length && token.size() != Sha1Length)
        return AccessText::tr("Not a token: it has %1 digits; a token has 64 (40 before version 0.19).")
            .arg(token.size());
    if (std::ranges::any_of(token, isLetter))
        return AccessText::tr("Not accepted: the letters of a token are lower-case.");
    if (token.size() == Sha1Length && !m_acceptsSha1)
        return AccessText::tr("Not accepted: it has 40 digits (SHA-1, before version 0.19), and this server accepts "
                              "only 64 digits (SHA-256).");
    return {};
}

std::optional<TokenExplanation> TokenReader::explain(const Question &question)
{
    if (const QString fault = faultOf(question.token); !fault.isEmpty())
        return TokenExplanation{ .isGood = false, .why = fault, .channels = {} };
    if (!question.path.isEmpty())
        return explain(question.token, question.path);
    return std::nullopt;
}

QString TokenReader::whyItOpens(const QByteArray &token, const QByteArray &path)
{
    const TokenKind kind = token.size() == Sha1Length ? TokenKind::Sha1 : TokenKind::Sha256;
    const auto tokenOfPrefix = [&](const QByteArray &prefix) {
        QByteArray &known = m_tokens[prefix + (kind == TokenKind::Sha1 ? "1" : "2")];
        if (known.isEmpty()) {
            known = makeToken(m_key, prefix, kind);
            m_prefixBytes += prefix.size() + BytesOfToken;
        }
        return known;
    };
    if (m_prefixBytes > MostPrefixBytes) {
        m_tokens.clear();
        m_prefixBytes = 0;
    }
    const QString name = kind == TokenKind::Sha1 ? QStringLiteral("SHA-1") : QStringLiteral("SHA-256");
    for (const QByteArray &whole : { path, withoutVerbOf(path) }) {
        if (whole.isEmpty())
            continue;
        const bool isOfBoth = whole.size() != path.size();
        if (!whole.endsWith('/') && token == makeToken(m_key, whole, kind)) {
            return (isOfBoth ? AccessText::tr("It is the %1 token of %2 without /pub or /sub, and opens both.")
                             : AccessText::tr("It is the %1 token of %2."))
                .arg(name, QString::fromUtf8(whole));
        }
        for (qsizetype slash = whole.lastIndexOf('/'); slash >= 0;
             slash = slash > 0 ? whole.lastIndexOf('/', slash - 1) : -1) {
            const QByteArray prefix = whole.first(slash + 1);
            if (token != tokenOfPrefix(prefix))
                continue;
            return (isOfBoth ? AccessText::tr(
                                   "It is the %1 token of %2 without /pub or /sub, and opens everything below it.")
                             : AccessText::tr("It is the %1 token of %2, and opens everything below it."))
                .arg(name, QString::fromUtf8(prefix));
        }
    }
    return {};
}

TokenExplanation TokenReader::explain(const QByteArray &token, const QByteArray &pathOrChannel)
{
    TokenExplanation explanation;
    // A path of hookbot's, else a channel, as people write it or as the broker does.
    QList<QByteArray> paths{ pathOrChannel };
    const auto isPath = [&](const char *prefix) { return pathOrChannel.startsWith(prefix); };
    if (!isPath("/pub/") && !isPath("/sub/") && !isPath("/unsafe/pub/") && !isPath("/unsafe/sub/") &&
        pathOrChannel != "/metrics") {
        QByteArray channel = pathOrChannel;
        if (channel.startsWith("unsafe/"))
            channel.prepend('/');
        else if (channel.startsWith('/') && !isPath("/unsafe/"))
            channel.remove(0, 1);
        paths = { pathOf("pub", channel), pathOf("sub", channel) };
    }
    for (const QByteArray &path : paths) {
        if (const QString fault = faultOfPath(path); !fault.isEmpty()) {
            explanation.why = AccessText::tr("Not a valid path: %1.").arg(fault);
            return explanation;
        }
        const QString why = whyItOpens(token, path);
        if (why.isEmpty())
            continue;
        explanation.isGood = true;
        if (!explanation.why.contains(why))
            explanation.why += (explanation.why.isEmpty() ? QString() : QStringLiteral(" ")) + why;
        const bool isSubscription = path.startsWith("/sub/") || path.startsWith("/unsafe/sub/");
        const QByteArray channel = Endpoint::of(isSubscription ? "GET" : "POST", path).channel;
        if (!channel.isEmpty() && !explanation.channels.contains(channel))
            explanation.channels.append(channel);
    }
    if (!explanation.isGood)
        explanation.why =
            AccessText::tr("It does not open %1: it belongs to another path or was made with another key.")
                .arg(QString::fromUtf8(pathOrChannel));
    return explanation;
}

} // namespace hookbot
