#include "app/commands/maketokens.h"

#include "app/input/commanderror.h"
#include "app/input/urlbase.h"
#include "broker/auth/token.h"
#include "broker/http/target.h"

#include <QtCore/QCoreApplication>

#include <iostream>

namespace hookbot {

namespace {

bool isSubscribePath(const QString &path)
{
    return path == u"/sub" || path.startsWith(u"/sub/") || path == u"/unsafe/sub" || path.startsWith(u"/unsafe/sub/");
}

QString schemeFor(const QString &path, const QString &security)
{
    const bool isSecure = security == u"https" || security == u"wss";
    const QString scheme = isSubscribePath(path) ? QStringLiteral("ws") : QStringLiteral("http");
    return isSecure ? scheme + u's' : scheme;
}

/// What `--both` makes of a channel: its publish and its subscribe path.
QStringList bothPaths(const QString &channel)
{
    const QString name = channel.startsWith(u'/') ? channel.sliced(1) : channel;
    const QString unsafePrefix = QStringLiteral("unsafe/");
    if (name.startsWith(unsafePrefix)) {
        const QString rest = name.sliced(unsafePrefix.size());
        return { QStringLiteral("/unsafe/pub/") + rest, QStringLiteral("/unsafe/sub/") + rest };
    }
    return { QStringLiteral("/pub/") + name, QStringLiteral("/sub/") + name };
}

} // namespace

CLI::App *MakeTokensCommand::addTo(CLI::App &program)
{
    CLI::App *makeTokens = program.add_subcommand("make-tokens", "Print the URLs for the given paths");
    makeTokens->alias("t");
    makeTokens->add_option("paths", m_arguments, "Paths such as /pub/foo or /sub/foo/, or complete URLs")
        ->required()
        ->type_name("PATH|URL");
    makeTokens->add_option("-U,--url-base", m_urlBase, "Base URL that clients use (HOOKBOT_URL_BASE)")
        ->default_str("http://localhost:8080")
        ->type_name("URL");
    makeTokens->add_flag("--bare", m_bare, "Print only the tokens");
    makeTokens->add_flag("--both", m_both,
                         "Treat arguments as channels, and print the publish and the subscribe URL of each");
    makeTokens->add_flag("--sha1", m_sha1, "Make 40-digit tokens, as hookbot before version 0.19 requires");
    return makeTokens;
}

QString MakeTokensCommand::line(const QByteArray &key, const QUrl &base, const QUrl &argument) const
{
    const QByteArray path = argument.path(QUrl::FullyDecoded).toUtf8();
    if (const auto target = Target::parse(argument.path(QUrl::FullyEncoded).toUtf8()); !target) {
        throw CommandError(
            tr("\"%1\" is not a path of hookbot: %2")
                .arg(argument.toString(QUrl::RemoveUserInfo), QString::fromUtf8(target.error().message)));
    }
    QString token = QString::fromLatin1(makeToken(key, path, m_sha1 ? TokenKind::Sha1 : TokenKind::Sha256));
    if (m_bare)
        return token;

    QUrl url = base;
    url.setScheme(schemeFor(argument.path(), argument.scheme().isEmpty() ? base.scheme() : argument.scheme()));
    url.setUserInfo(token);
    if (!argument.host().isEmpty()) {
        url.setHost(argument.host());
        url.setPort(argument.port());
    }
    url.setPath(argument.path(QUrl::FullyEncoded), QUrl::TolerantMode);
    url.setQuery(argument.hasQuery() ? argument.query(QUrl::FullyEncoded) : QString());
    url.setFragment(argument.hasFragment() ? argument.fragment(QUrl::FullyEncoded) : QString());
    return url.toString(QUrl::FullyEncoded);
}

int MakeTokensCommand::run(const GlobalOptions &global, int &, char **)
{
    const auto key = global.key.read();
    if (!key)
        throw CommandError(key.error());
    const auto base = parseUrlBase(m_urlBase.empty() ? defaultUrlBase() : QString::fromStdString(m_urlBase));
    if (!base)
        throw CommandError(QStringLiteral("--url-base: ") + base.error());

    QStringList lines; // all or nothing
    for (const std::string &text : m_arguments) {
        const QString argument = QString::fromStdString(text);
        for (const QString &path : m_both ? bothPaths(argument) : QStringList{ argument }) {
            const QUrl url(path, QUrl::StrictMode);
            if (!url.isValid())
                throw CommandError(tr("\"%1\" is neither a path nor a URL").arg(argument));
            lines.append(line(*key, *base, url));
        }
    }
    for (const QString &each : lines)
        std::cout << each.toStdString() << '\n';
    std::cout.flush();
    return 0;
}

} // namespace hookbot
