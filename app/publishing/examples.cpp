#include "app/publishing/examples.h"

#include <QtCore/QFile>
#include <QtCore/QUuid>

#include <algorithm>
#include <array>

/// The linker drops unreferenced resources of a static library.
static void loadExamples()
{
    Q_INIT_RESOURCE(examples);
}

namespace hookbot {

namespace {

/// What differs among the examples: the name is also that of the file in examples/.
struct Kind
{
    QByteArrayView name;
    SignatureScheme scheme;
    QByteArrayView event; ///< as the service calls it in a header, if it does
};

constexpr std::array Kinds{
    Kind{ "github-ping", SignatureScheme::GitHub, "ping" },
    Kind{ "github-pull-request", SignatureScheme::GitHub, "pull_request" },
    Kind{ "github-push", SignatureScheme::GitHub, "push" },
    Kind{ "gitlab-push", SignatureScheme::GitLab, "Push Hook" },
    Kind{ "slack", SignatureScheme::Slack, "" },
    Kind{ "stripe", SignatureScheme::Stripe, "" },
};

QByteArray freshId()
{
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

/// docs.github.com/en/webhooks/webhook-events-and-payloads, "Delivery headers".
void appendGitHub(Headers &headers, const Kind &kind)
{
    headers.append("User-Agent", "GitHub-Hookshot/0123abc");
    headers.append("Content-Type", "application/json");
    headers.append("X-GitHub-Delivery", freshId());
    headers.append("X-GitHub-Event", kind.event);
    headers.append("X-GitHub-Hook-ID", "292430182");
    headers.append("X-GitHub-Hook-Installation-Target-ID", "79929171");
    headers.append("X-GitHub-Hook-Installation-Target-Type", "repository");
}

/// docs.gitlab.com/user/project/integrations/webhooks, "Delivery headers".
void appendGitLab(Headers &headers, const Kind &kind)
{
    headers.append("User-Agent", "GitLab/18.0.0");
    headers.append("Content-Type", "application/json");
    headers.append("Idempotency-Key", freshId());
    headers.append("X-Gitlab-Event", kind.event);
    headers.append("X-Gitlab-Event-UUID", freshId());
    headers.append("X-Gitlab-Instance", "https://gitlab.example.com");
    headers.append("X-Gitlab-Webhook-UUID", freshId());
}

Headers headersOf(const Kind &kind)
{
    Headers headers;
    switch (kind.scheme) {
    case SignatureScheme::GitHub:
        appendGitHub(headers, kind);
        break;
    case SignatureScheme::GitLab:
        appendGitLab(headers, kind);
        break;
    case SignatureScheme::Stripe:
        headers.append("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        headers.append("Content-Type", "application/json; charset=utf-8");
        break;
    case SignatureScheme::Slack:
        headers.append("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
        headers.append("Content-Type", "application/json");
        break;
    case SignatureScheme::StandardWebhooks: // no one service's
    case SignatureScheme::Hmac:
        break;
    }
    return headers;
}

} // namespace

QByteArrayList exampleNames()
{
    QByteArrayList names;
    for (const Kind &kind : Kinds)
        names.append(kind.name.toByteArray());
    return names;
}

std::optional<Example> makeExample(QByteArrayView name)
{
    const auto *kind = std::ranges::find(Kinds, name, &Kind::name);
    if (kind == Kinds.end())
        return std::nullopt;
    loadExamples();
    QFile file(QStringLiteral(":/examples/%1.json").arg(QString::fromLatin1(name)));
    [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    return Example{ kind->scheme, headersOf(*kind), file.readAll() };
}

} // namespace hookbot
