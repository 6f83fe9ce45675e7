#include "broker/monitor/servicesummary.h"

#include "broker/monitor/jsonskim.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>

#include <array>

namespace hookbot {

namespace {

struct ServiceText
{
    Q_DECLARE_TR_FUNCTIONS(ServiceSummary)
};

/// The parts that are not empty.
QString joined(const QStringList &parts, const QString &between)
{
    QStringList kept = parts;
    kept.removeAll(QString());
    return kept.join(between);
}

ServiceSummary summaryOfStripe(const QByteArray &posted)
{
    static constexpr std::array<std::string_view, 7> wanted{ "type",
                                                             "livemode",
                                                             "data.object.id",
                                                             "data.object.customer_email",
                                                             "data.object.receipt_email",
                                                             "data.object.email",
                                                             "data.object.description" };
    const JsonSkim json(posted, wanted);
    QString who = json.text("data.object.customer_email", 80);
    if (who.isEmpty())
        who = json.text("data.object.receipt_email", 80);
    if (who.isEmpty())
        who = json.text("data.object.email", 80);
    return { QStringLiteral("Stripe"), json.text("type"),
             joined({ json.text("data.object.id", 60), who, json.text("data.object.description", 80),
                      json.raw("livemode") == "false" ? ServiceText::tr("test mode") : QString() },
                    QStringLiteral(" · ")) };
}

/// The value of a form's field.
QString fieldOf(const QUrlQuery &form, const char *name)
{
    return form.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded);
}

ServiceSummary summaryOfSlackForm(const QByteArray &posted)
{
    QString text = QString::fromUtf8(posted);
    const QUrlQuery form(text.replace(u'+', u' '));
    const QString service = QStringLiteral("Slack");
    if (const QString command = fieldOf(form, "command"); !command.isEmpty())
        return { service, command,
                 joined({ fieldOf(form, "user_name"), fieldOf(form, "text") }, QStringLiteral(": ")) };
    static constexpr std::array<std::string_view, 3> wanted{ "type", "user.username", "user.name" };
    const QByteArray payload = fieldOf(form, "payload").toUtf8();
    const JsonSkim json(payload, wanted);
    const QString user = json.text("user.username");
    return { service, json.text("type"), user.isEmpty() ? json.text("user.name") : user };
}

ServiceSummary summaryOfSlack(const QByteArray &posted)
{
    static constexpr std::array<std::string_view, 5> wanted{ "type", "event.type", "event.user", "event.text",
                                                             "event.channel" };
    const JsonSkim json(posted, wanted);
    if (!json.isObject())
        return summaryOfSlackForm(posted);
    const QString type = json.text("event.type");
    QString where = json.text("event.channel", 40);
    if (!where.isEmpty())
        where = ServiceText::tr("in %1").arg(where);
    return { QStringLiteral("Slack"), type.isEmpty() ? json.text("type") : type,
             joined({ joined({ json.text("event.user", 40), where }, QStringLiteral(" ")), json.text("event.text") },
                    QStringLiteral(": ")) };
}

ServiceSummary summaryOfStandardWebhooks(const QByteArray &posted)
{
    static constexpr std::array<std::string_view, 4> wanted{ "type", "data.id", "data.email", "data.name" };
    const JsonSkim json(posted, wanted);
    return { QStringLiteral("Standard Webhooks"), json.text("type"),
             joined({ json.text("data.id", 60), json.text("data.name", 60), json.text("data.email", 80) },
                    QStringLiteral(" · ")) };
}

/// For an unknown sender: its name for the event, if it is in a member that many services use.
ServiceSummary summaryOfUnknown(const QByteArray &posted)
{
    static constexpr std::array<std::string_view, 5> wanted{ "type", "event", "event_type", "action", "message" };
    const JsonSkim json(posted, wanted);
    QStringList found;
    for (const std::string_view name : wanted) {
        const QString text = json.text(name, 80);
        if (!text.isEmpty() && found.size() < 2)
            found.append(text);
    }
    return { {}, {}, found.join(QStringLiteral(" · ")) };
}

} // namespace

ServiceSummary summaryOfService(const Headers &headers, const QByteArray &posted)
{
    if (const auto event = headers.value("X-GitHub-Event"))
        return summaryOfGithub(*event, posted);
    if (const auto event = headers.value("X-Gitlab-Event"))
        return summaryOfGitlab(*event, posted);
    if (headers.value("Stripe-Signature"))
        return summaryOfStripe(posted);
    if (headers.value("X-Slack-Signature"))
        return summaryOfSlack(posted);
    if (headers.value("webhook-id"))
        return summaryOfStandardWebhooks(posted);
    return summaryOfUnknown(posted);
}

} // namespace hookbot
