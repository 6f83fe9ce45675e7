#include "broker/routers/routesfile.h"

#include "broker/event/decimal.h"
#include "broker/json/jsontree.h"
#include "broker/routers/routedchannel.h"
#include "broker/signing/secret.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace hookbot {

namespace {

struct RoutesText
{
    Q_DECLARE_TR_FUNCTIONS(RoutesFile)
};

/// What is wrong, and where. Thrown where it is met and caught in parseRoutes(), since there is one after every line.
struct Fault
{
    qsizetype offset;
    QString what;
};

[[noreturn]] void fail(const JsonTree &part, const QString &what)
{
    throw Fault{ part.offset, what };
}

class Reader
{
public:
    explicit Reader(const SecretSource &secrets) : m_secrets(secrets) {}

    [[nodiscard]] std::vector<Route> routes(const JsonTree &document) const
    {
        requireKeys(document, { "routes" });
        const JsonTree &routes = *document.member("routes");
        requireArray(routes);
        std::vector<Route> result;
        for (const JsonTree &element : routes.elements)
            result.push_back(route(element));
        return result;
    }

private:
    /// That it is an object with no keys but these, of which the required ones are there.
    static void requireKeys(const JsonTree &part, std::initializer_list<const char *> required,
                            std::initializer_list<const char *> optional = {})
    {
        if (part.kind != JsonTree::Kind::Object)
            fail(part, RoutesText::tr("an object in { } is expected here"));
        QByteArrayList names;
        for (const auto &keys : { required, optional }) {
            for (const char *key : keys)
                names.append(key);
        }
        for (const auto &[key, offset, value] : part.members) {
            if (!names.contains(key)) {
                const QString known = QString::fromLatin1(names.join(", "));
                throw Fault{
                    offset, RoutesText::tr("\"%1\" is not known here: there are %2").arg(QString::fromUtf8(key), known)
                };
            }
        }
        for (const char *key : required) {
            if (!part.member(key))
                fail(part, RoutesText::tr("\"%1\" is missing").arg(QString::fromLatin1(key)));
        }
    }

    static void requireArray(const JsonTree &part)
    {
        if (part.kind != JsonTree::Kind::Array)
            fail(part, RoutesText::tr("a list in [ ] is expected here"));
    }

    [[nodiscard]] static QByteArray text(const JsonTree &part)
    {
        if (part.kind != JsonTree::Kind::String)
            fail(part, RoutesText::tr("text in quotes is expected here"));
        return part.text;
    }

    /// The value, or a fault at this part.
    template<typename T>
    [[nodiscard]] static T valueOr(const JsonTree &part, tl::expected<T, QString> value)
    {
        if (!value)
            fail(part, value.error());
        return *std::move(value);
    }

    [[nodiscard]] Route route(const JsonTree &part) const
    {
        requireKeys(part, { "from", "to" }, { "verify", "where" });
        const Filter from = channels(*part.member("from"));
        const JsonTree &to = *part.member("to");
        Route route{ from, verify(part), conditions(part.member("where")),
                     valueOr(to, ChannelPattern::parse(text(to))) };
        if (route.to.usesRest() && !from.isRecursive())
            fail(to, RoutesText::tr("{rest} is what comes behind the / at the end of \"from\", which has none"));
        return route;
    }

    [[nodiscard]] static Filter channels(const JsonTree &part)
    {
        Filter filter{ text(part) };
        if (filter.name.contains('*') || filter.name.contains('?'))
            fail(part,
                 RoutesText::tr("this is a channel, or the beginning of channels up to a /; for a pattern there is "
                                "\"where\": [\"channel=PATTERN\"]"));
        const bool isAll = filter.name.isEmpty() || filter.name == ChannelName::UnsafePrefix;
        if (!isAll && !isGoodChannel(filter.isRecursive() ? filter.name.chopped(1) : filter.name))
            fail(part, RoutesText::tr("this is not a channel or a prefix: use a/b, a/b/ or /unsafe/a"));
        return filter;
    }

    /// Events of strangers do not become trusted unless the table requests it explicitly.
    [[nodiscard]] std::optional<SignatureRule> verify(const JsonTree &route) const
    {
        const JsonTree *part = route.member("verify");
        const JsonTree &from = *route.member("from");
        const bool isNone = part && part->kind == JsonTree::Kind::String && part->text == "none";
        if (part && !isNone)
            return signatureRule(*part);
        if (!isNone && ChannelName(text(from)).isUnsafe())
            fail(from, RoutesText::tr(
                           "anybody may publish to unsafe channels: say how to \"verify\" what comes, or \"verify\": "
                           "\"none\""));
        return std::nullopt;
    }

    [[nodiscard]] SignatureRule signatureRule(const JsonTree &part) const
    {
        requireKeys(part, { "scheme" }, { "secret-env", "secret-file", "tolerance", "allow-sha1", "header" });
        SignatureRule rule;
        const JsonTree &scheme = *part.member("scheme");
        const auto found = signatureSchemeOf(text(scheme));
        if (!found)
            fail(scheme, RoutesText::tr("this is not a scheme: use one of %1")
                             .arg(QString::fromLatin1(signatureSchemeNames().join(", "))));
        rule.scheme = *found;
        readSecrets(part, rule);
        readTolerance(part, rule);
        if (const JsonTree *sha1 = part.member("allow-sha1")) {
            if (rule.scheme != SignatureScheme::GitHub || !sha1->isBool())
                fail(*sha1, RoutesText::tr("this is true or false, and for the scheme github"));
            rule.allowSha1 = sha1->kind == JsonTree::Kind::True;
        }
        if (const JsonTree *header = part.member("header")) {
            if (rule.scheme != SignatureScheme::Hmac || text(*header).isEmpty())
                fail(*header, RoutesText::tr("this is the name of a header field, and for the scheme hmac"));
            rule.header = text(*header);
        }
        return rule;
    }

    void readSecrets(const JsonTree &part, SignatureRule &rule) const
    {
        const JsonTree *variable = part.member("secret-env");
        const JsonTree *file = part.member("secret-file");
        if ((variable != nullptr) == (file != nullptr))
            fail(part, RoutesText::tr("either \"secret-env\" or \"secret-file\" is expected here"));
        const JsonTree &source = variable ? *variable : *file;
        rule.secrets =
            valueOr(source, (variable ? m_secrets.environment : m_secrets.file)(QString::fromUtf8(text(source))));
        if (const auto keys = keysOf(rule); !keys)
            fail(source, keys.error());
    }

    static void readTolerance(const JsonTree &part, SignatureRule &rule)
    {
        const JsonTree *tolerance = part.member("tolerance");
        if (!tolerance)
            return;
        const QByteArray duration = text(*tolerance);
        const auto number = parsePositive(QByteArrayView(duration).chopped(duration.isEmpty() ? 0 : 1));
        constexpr qint64 Most = 1'000'000; // of minutes, that is two years
        if (!number || *number > Most || (!duration.endsWith('s') && !duration.endsWith('m')))
            fail(*tolerance, RoutesText::tr("this is a duration, as 300s or 5m"));
        if (rule.scheme != SignatureScheme::Stripe && rule.scheme != SignatureScheme::Slack &&
            rule.scheme != SignatureScheme::StandardWebhooks)
            fail(*tolerance, RoutesText::tr("this scheme signs no time: stripe, slack and standard-webhooks do"));
        rule.tolerance = duration.endsWith('m') ? std::chrono::minutes(*number) : std::chrono::seconds(*number);
    }

    [[nodiscard]] static std::vector<Condition> conditions(const JsonTree *part)
    {
        std::vector<Condition> conditions;
        if (!part)
            return conditions;
        requireArray(*part);
        for (const JsonTree &element : part->elements)
            conditions.push_back(valueOr(element, Condition::parse(text(element))));
        return conditions;
    }

    const SecretSource &m_secrets;
};

} // namespace

tl::expected<std::vector<Route>, QString> parseRoutes(const QByteArray &json, const SecretSource &secrets)
{
    const auto at = [&json](qsizetype offset, const QString &what) {
        return tl::unexpected(QStringLiteral("%1: %2").arg(lineAndColumn(json, offset), what));
    };
    const auto document = JsonTree::parse(json);
    if (!document)
        return at(document.error().offset, document.error().what);
    try {
        return Reader(secrets).routes(*document);
    } catch (const Fault &fault) {
        return at(fault.offset, fault.what);
    }
}

} // namespace hookbot
