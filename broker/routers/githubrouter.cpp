#include "broker/routers/githubrouter.h"

#include "broker/json/gojson.h"
#include "broker/routers/envelope.h"
#include "broker/routers/message.h"
#include "broker/routers/routedchannel.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

constexpr QByteArrayView NewSignature = "X-Hub-Signature-256";
constexpr QByteArrayView OldSignature = "X-Hub-Signature";

/// Header fields that describe the body as it was sent, and do not apply to another one.
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

/// What the router looks at in a payload.
struct HookPaths
{
    JsonPath repository = *JsonPath::parse("repository");
    JsonPath fullName = *JsonPath::parse("repository.full_name");
    JsonPath ref = *JsonPath::parse("ref");
    JsonPath after = *JsonPath::parse("after");
    JsonPath pusher = *JsonPath::parse("pusher");
    JsonPath who = *JsonPath::parse("pusher.name");
    JsonPathSet all;

    HookPaths()
    {
        for (const JsonPath &path : { repository, fullName, ref, after, pusher, who })
            all.add(path);
    }
};

const HookPaths &hookPaths()
{
    static const HookPaths paths;
    return paths;
}

/// A string; empty if absent or longer than any that is needed.
QString stringOf(const JsonValue &value)
{
    return value.kind == JsonValue::Kind::String ? QString::fromUtf8(value.bytes) : QString();
}

/// The signature as GitHub sends it, in the field for its kind.
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
tl::expected<GitHubRouter::Output, RoutingRefusal> outputOfPush(const QString &repository, const Message &payload)
{
    static const QString heads = QStringLiteral("refs/heads/");
    const JsonValue ref = payload.json(hookPaths().ref);
    const JsonValue after = payload.json(hookPaths().after);
    if (ref.kind != JsonValue::Kind::String || after.kind != JsonValue::Kind::String || after.isTooLong)
        return tl::unexpected(malformed("a push without the names of its branch and of its last commit"));
    const QString name = stringOf(ref);
    const QString branch = name.startsWith(heads) ? name.sliced(heads.size()) : name;
    const QByteArray channel = "github.com/repo/" + repository.toUtf8() + "/branch/" + branchPath(branch);
    if (ref.isTooLong || !isGoodChannel(channel))
        return tl::unexpected(
            RoutingRefusal{ RoutingRefusal::Kind::Channel, GitHubText::tr("the branch's name makes no channel") });
    const bool hasPusher = payload.json(hookPaths().pusher).kind == JsonValue::Kind::Object;
    const QString who = hasPusher ? stringOf(payload.json(hookPaths().who)) : QStringLiteral("<unknown>");
    return GitHubRouter::Output{ channel,
                                 goJson({ { QStringLiteral("Type"), QStringLiteral("push") },
                                          { QStringLiteral("Repo"), repository },
                                          { QStringLiteral("Branch"), branch },
                                          { QStringLiteral("SHA"), stringOf(after) },
                                          { QStringLiteral("Who"), who } }),
                                 false };
}

} // namespace

GitHubRouter::Outputs GitHubRouter::outputsOf(const QByteArray &envelope) const
{
    const auto hook = readGitHubEnvelope(envelope);
    if (!hook)
        return { {}, malformed("not in an envelope: the hook's URL has to end in ?extra-metadata=github") };
    if (!hook->payload)
        return { {}, malformed("the envelope's Payload is not base64") };
    // GitHub signs no time, so none is asked for.
    if (const auto verified = verifySignature(m_rule, signatureField(hook->signature), *hook->payload, {}); !verified)
        return { {}, RoutingRefusal{ RoutingRefusal::Kind::Signature, verified.error() } };

    const Headers none;
    const Message payload({}, none, *hook->payload, &hookPaths().all);
    if (payload.jsonKind() != JsonValue::Kind::Object)
        return { {}, malformed("the payload is not a JSON object") };
    const JsonValue::Kind repository = payload.json(hookPaths().repository).kind;
    if (repository == JsonValue::Kind::Absent || repository == JsonValue::Kind::Null)
        return {}; // it is about the organisation, or a ping
    const QString fullName = stringOf(payload.json(hookPaths().fullName));
    const QStringList names = fullName.split(u'/');
    if (names.size() != 2 || !std::ranges::all_of(names, isGitHubName))
        return {
            {}, RoutingRefusal{ RoutingRefusal::Kind::Channel, GitHubText::tr("the repository's full_name is not one") }
        };

    Outputs result;
    result.outputs.push_back({ "github.com/repo/" + fullName.toUtf8(), envelope, true });
    if (!isGoodChannel(result.outputs.front().channel))
        return { {},
                 RoutingRefusal{ RoutingRefusal::Kind::Channel,
                                 GitHubText::tr("the repository's full_name is too long") } };
    if (hook->event != "push")
        return result;
    if (auto push = outputOfPush(fullName, payload); push)
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
