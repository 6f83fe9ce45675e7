#include "githubrouter.h"

#include "channelname.h"
#include "gojson.h"
#include "message.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

constexpr QByteArrayView NewSignature = "X-Hub-Signature-256";
constexpr QByteArrayView OldSignature = "X-Hub-Signature";

/// What says something of the body as it was sent, and nothing of another one.
constexpr std::array AboutTheBody{ QByteArrayView("Content-Type"),
                                   QByteArrayView("Content-Length"),
                                   QByteArrayView("Content-Encoding"),
                                   QByteArrayView("Transfer-Encoding"),
                                   NewSignature,
                                   OldSignature };

struct GitHubText
{
    Q_DECLARE_TR_FUNCTIONS(GitHubRouter)
};

RoutingRefusal malformed(const char *what)
{
    return { RoutingRefusal::Kind::Malformed, GitHubText::tr(what) };
}

/// What the envelope of a hook says.
struct Hook
{
    QByteArray payload;
    QString event;
    QByteArray signature;
};

tl::expected<Hook, RoutingRefusal> openEnvelope(const QByteArray &envelope)
{
    const QJsonObject object = QJsonDocument::fromJson(envelope).object();
    const auto field = [&object](QStringView name) { return object.value(name); };
    if (!field(u"Payload").isString() || !field(u"Event").isString() || !field(u"Signature").isString())
        return tl::unexpected(malformed("not in an envelope: the hook's URL has to end in ?extra-metadata=github"));
    auto payload = QByteArray::fromBase64Encoding(field(u"Payload").toString().toLatin1(),
                                                  QByteArray::AbortOnBase64DecodingErrors);
    if (!payload)
        return tl::unexpected(malformed("the envelope's Payload is not base64"));
    return Hook{ std::move(*payload), field(u"Event").toString(), field(u"Signature").toString().toUtf8() };
}

/// The signature as GitHub sends it, in the field that says of which kind it is.
Headers signatureField(const QByteArray &signature)
{
    Headers headers;
    const bool isField = std::ranges::none_of(signature, [](char c) { return static_cast<uchar>(c) < 0x20; });
    if (!signature.isEmpty() && isField)
        headers.append(signature.startsWith("sha1=") ? OldSignature : NewSignature, signature.trimmed());
    return headers;
}

/// Letters, digits, `-`, `_` and `.`, of which GitHub makes the names of owners and repositories.
bool isGitHubName(QStringView name)
{
    const auto isPlain = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' ||
               c == u'_' || c == u'.';
    };
    return !name.isEmpty() && name != u"." && name != u".." && std::ranges::all_of(name, isPlain);
}

/// The last part of a branch's channel: its slashes stay, as in `feature/x`, and no part can be more than a name.
QByteArray branchPath(const QString &branch)
{
    QByteArrayList segments;
    for (const QString &segment : branch.split(u'/'))
        segments.append(segmentOf(segment.toUtf8()));
    return segments.join('/');
}

/// What the Go program's router publishes for a push.
tl::expected<GitHubRouter::Output, RoutingRefusal> outputOfPush(const QString &event, const QString &repository,
                                                                const QJsonObject &payload)
{
    static const QString heads = QStringLiteral("refs/heads/");
    const QJsonValue ref = payload.value(u"ref");
    const QJsonValue pusher = payload.value(u"pusher");
    const QJsonValue who =
        pusher.isObject() ? pusher.toObject().value(u"name") : QJsonValue(QStringLiteral("<unknown>"));
    if (!ref.isString() || !payload.value(u"after").isString())
        return tl::unexpected(malformed("a push without the names of its branch and of its last commit"));
    const QString branch = ref.toString().startsWith(heads) ? ref.toString().sliced(heads.size()) : ref.toString();
    const QByteArray channel = "github.com/repo/" + repository.toUtf8() + "/branch/" + branchPath(branch);
    if (!isGoodChannel(channel))
        return tl::unexpected(
            RoutingRefusal{ RoutingRefusal::Kind::Channel, GitHubText::tr("the branch's name makes no channel") });
    return GitHubRouter::Output{ channel,
                                 goJson({ { QStringLiteral("Type"), event },
                                          { QStringLiteral("Repo"), repository },
                                          { QStringLiteral("Branch"), branch },
                                          { QStringLiteral("SHA"), payload.value(u"after").toString() },
                                          { QStringLiteral("Who"), who.toString() } }),
                                 false };
}

} // namespace

GitHubRouter::Outputs GitHubRouter::outputsOf(const QByteArray &envelope) const
{
    const auto hook = openEnvelope(envelope);
    if (!hook)
        return { {}, hook.error() };
    // GitHub signs no time, so none is asked for.
    if (const auto verified = verifySignature(m_rule, signatureField(hook->signature), hook->payload, {}); !verified)
        return { {}, RoutingRefusal{ RoutingRefusal::Kind::Signature, verified.error() } };

    const Headers none;
    const QJsonValue json = Message({}, none, hook->payload).json();
    if (!json.isObject())
        return { {}, malformed("the payload is no JSON object") };
    const QJsonObject payload = json.toObject();
    const QJsonValue repository = payload.value(u"repository");
    if (repository.isUndefined() || repository.isNull())
        return {}; // it is about the organisation, or a ping
    const QString fullName = repository.toObject().value(u"full_name").toString();
    const QStringList names = fullName.split(u'/');
    if (names.size() != 2 || !std::ranges::all_of(names, isGitHubName))
        return {
            {}, RoutingRefusal{ RoutingRefusal::Kind::Channel, GitHubText::tr("the repository's full_name is none") }
        };

    Outputs result;
    result.outputs.push_back({ "github.com/repo/" + fullName.toUtf8(), envelope, true });
    if (!isGoodChannel(result.outputs.front().channel))
        return { {},
                 RoutingRefusal{ RoutingRefusal::Kind::Channel,
                                 GitHubText::tr("the repository's full_name is too long") } };
    if (hook->event != u"push")
        return result;
    if (auto push = outputOfPush(hook->event, fullName, payload); push)
        result.outputs.push_back(std::move(*push));
    else
        result.refusal = push.error();
    return result;
}

Router::Routed GitHubRouter::routeForeign(const Event &event) const
{
    Outputs made = outputsOf(event.body);
    Routed routed{ {}, std::move(made.refusal) };
    for (Output &output : made.outputs) {
        Draft draft = passedOn(event, output.channel);
        if (!output.isEnvelope) {
            // A body of our own: what is said of the other does not go with it.
            Headers headers;
            for (const Headers::Field &field : draft.headers) {
                const auto isItsName = [&field](QByteArrayView name) { return equalIgnoringCase(field.first, name); };
                if (std::ranges::none_of(AboutTheBody, isItsName))
                    headers.append(field.first, field.second);
            }
            headers.append("Content-Type", "application/json");
            draft.headers = headers;
            draft.query.clear();
            draft.body = std::move(output.body);
        }
        routed.drafts.push_back(std::move(draft));
    }
    return routed;
}

} // namespace hookbot
