#include "routesfile.h"

#include "channelname.h"
#include "decimal.h"
#include "jsonlocations.h"
#include "secret.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

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

/// A part of the document, with its name.
struct Part
{
    QJsonValue value;
    QByteArray name;

    [[nodiscard]] Part member(const char *key) const
    {
        return { value.toObject().value(QLatin1String(key)), name + '/' + key };
    }
    [[nodiscard]] Part element(qsizetype number) const
    {
        return { value.toArray().at(number), name + '/' + QByteArray::number(number) };
    }
    [[nodiscard]] bool isThere() const { return !value.isUndefined(); }
};

class Reader
{
public:
    Reader(const QByteArray &json, const SecretSource &secrets) : m_secrets(secrets), m_locations(json)
    {
        if (const auto repeated = m_locations.repeatedKey())
            throw Fault{ *repeated, RoutesText::tr("this key was there before") };
    }

    [[nodiscard]] std::vector<Route> routes(const Part &document) const
    {
        requireKeys(document, { "routes" });
        const Part routes = document.member("routes");
        requireArray(routes);
        std::vector<Route> result;
        for (qsizetype i = 0; i < routes.value.toArray().size(); ++i)
            result.push_back(route(routes.element(i)));
        return result;
    }

private:
    [[noreturn]] void fail(const Part &part, const QString &what) const
    {
        throw Fault{ m_locations.ofValue(part.name), what };
    }

    /// That it is an object with no keys but these, of which the required ones are there.
    void requireKeys(const Part &part, std::initializer_list<const char *> required,
                     std::initializer_list<const char *> optional = {}) const
    {
        if (!part.value.isObject())
            fail(part, RoutesText::tr("an object in { } is wanted here"));
        QStringList names;
        for (const auto &keys : { required, optional }) {
            for (const char *key : keys)
                names.append(QString::fromLatin1(key));
        }
        for (const QString &key : part.value.toObject().keys()) {
            if (!names.contains(key))
                throw Fault{
                    m_locations.ofKey(part.name + '/' + key.toUtf8()),
                    RoutesText::tr("\"%1\" is not known here: there are %2").arg(key, names.join(QStringLiteral(", ")))
                };
        }
        for (const char *key : required) {
            if (!part.member(key).isThere())
                fail(part, RoutesText::tr("\"%1\" is missing").arg(QString::fromLatin1(key)));
        }
    }

    void requireArray(const Part &part) const
    {
        if (!part.value.isArray())
            fail(part, RoutesText::tr("a list in [ ] is wanted here"));
    }

    [[nodiscard]] QString text(const Part &part) const
    {
        if (!part.value.isString())
            fail(part, RoutesText::tr("text in quotes is wanted here"));
        return part.value.toString();
    }

    /// The value, or a fault at this part.
    template<typename T>
    [[nodiscard]] T valueOr(const Part &part, tl::expected<T, QString> value) const
    {
        if (!value)
            fail(part, value.error());
        return *std::move(value);
    }

    [[nodiscard]] Route route(const Part &part) const
    {
        requireKeys(part, { "from", "to" }, { "verify", "where" });
        const Filter from = channels(part.member("from"));
        const Part to = part.member("to");
        Route route{ from, verify(part), conditions(part.member("where")),
                     valueOr(to, ChannelPattern::parse(text(to).toUtf8())) };
        if (route.to.usesRest() && !from.isRecursive())
            fail(to, RoutesText::tr("{rest} is what comes behind the / at the end of \"from\", which has none"));
        return route;
    }

    [[nodiscard]] Filter channels(const Part &part) const
    {
        Filter filter{ text(part).toUtf8() };
        if (filter.name.contains('*') || filter.name.contains('?'))
            fail(part,
                 RoutesText::tr("this is a channel, or the beginning of channels up to a /; for a pattern there is "
                                "\"where\": [\"channel=PATTERN\"]"));
        const bool isAll = filter.name.isEmpty() || filter.name == "/unsafe/";
        if (!isAll && !isGoodChannel(filter.isRecursive() ? filter.name.chopped(1) : filter.name))
            fail(part, RoutesText::tr("this is no channel, nor the beginning of any: a/b, a/b/ or /unsafe/a are"));
        return filter;
    }

    /// What strangers may send does not become trusted unless the table says so in words.
    [[nodiscard]] std::optional<SignatureRule> verify(const Part &route) const
    {
        const Part part = route.member("verify");
        const Part from = route.member("from");
        const bool isNone = part.value.isString() && part.value.toString() == u"none";
        if (part.isThere() && !isNone)
            return signatureRule(part);
        if (!isNone && isUnsafeChannel(text(from).toUtf8()))
            fail(from, RoutesText::tr(
                           "anybody may publish to unsafe channels: say how to \"verify\" what comes, or \"verify\": "
                           "\"none\""));
        return std::nullopt;
    }

    [[nodiscard]] SignatureRule signatureRule(const Part &part) const
    {
        requireKeys(part, { "scheme" }, { "secret-env", "secret-file", "tolerance", "allow-sha1", "header" });
        SignatureRule rule;
        const Part scheme = part.member("scheme");
        const auto found = signatureSchemeOf(text(scheme).toUtf8());
        if (!found)
            fail(scheme, RoutesText::tr("this is no scheme: there are %1")
                             .arg(QString::fromLatin1(signatureSchemeNames().join(", "))));
        rule.scheme = *found;
        readSecrets(part, rule);
        readTolerance(part, rule);
        if (const Part sha1 = part.member("allow-sha1"); sha1.isThere()) {
            if (rule.scheme != SignatureScheme::GitHub || !sha1.value.isBool())
                fail(sha1, RoutesText::tr("this is true or false, and for the scheme github"));
            rule.allowSha1 = sha1.value.toBool();
        }
        if (const Part header = part.member("header"); header.isThere()) {
            if (rule.scheme != SignatureScheme::Hmac || text(header).isEmpty())
                fail(header, RoutesText::tr("this is the name of a header field, and for the scheme hmac"));
            rule.header = text(header).toUtf8();
        }
        return rule;
    }

    void readSecrets(const Part &part, SignatureRule &rule) const
    {
        const Part variable = part.member("secret-env");
        const Part file = part.member("secret-file");
        if (variable.isThere() == file.isThere())
            fail(part, RoutesText::tr("either \"secret-env\" or \"secret-file\" is wanted here"));
        const Part &source = variable.isThere() ? variable : file;
        rule.secrets = valueOr(source, (variable.isThere() ? m_secrets.environment : m_secrets.file)(text(source)));
        if (const auto keys = keysOf(rule); !keys)
            fail(source, keys.error());
    }

    void readTolerance(const Part &part, SignatureRule &rule) const
    {
        const Part tolerance = part.member("tolerance");
        if (!tolerance.isThere())
            return;
        const QByteArray duration = text(tolerance).toUtf8();
        const auto number = parsePositive(QByteArrayView(duration).chopped(duration.isEmpty() ? 0 : 1));
        constexpr qint64 Most = 1'000'000; // of minutes, that is two years
        if (!number || *number > Most || (!duration.endsWith('s') && !duration.endsWith('m')))
            fail(tolerance, RoutesText::tr("this is a duration, as 300s or 5m"));
        if (rule.scheme != SignatureScheme::Stripe && rule.scheme != SignatureScheme::Slack &&
            rule.scheme != SignatureScheme::StandardWebhooks)
            fail(tolerance, RoutesText::tr("this scheme signs no time: stripe, slack and standard-webhooks do"));
        rule.tolerance = duration.endsWith('m') ? std::chrono::minutes(*number) : std::chrono::seconds(*number);
    }

    [[nodiscard]] std::vector<Condition> conditions(const Part &part) const
    {
        std::vector<Condition> conditions;
        if (!part.isThere())
            return conditions;
        requireArray(part);
        for (qsizetype i = 0; i < part.value.toArray().size(); ++i) {
            const Part element = part.element(i);
            conditions.push_back(valueOr(element, Condition::parse(text(element).toUtf8())));
        }
        return conditions;
    }

    const SecretSource &m_secrets;
    JsonLocations m_locations;
};

} // namespace

tl::expected<std::vector<Route>, QString> parseRoutes(const QByteArray &json, const SecretSource &secrets)
{
    const auto at = [&json](const Fault &fault) {
        return tl::unexpected(QStringLiteral("%1: %2").arg(lineAndColumn(json, fault.offset), fault.what));
    };
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return at({ error.offset, RoutesText::tr("this is not JSON: %1").arg(error.errorString()) });
    try {
        const QJsonValue whole = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
        return Reader(json, secrets).routes({ whole, {} });
    } catch (const Fault &fault) {
        return at(fault);
    }
}

} // namespace hookbot
