#include "broker/monitor/jsonskim.h"
#include "broker/monitor/servicesummary.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <array>

namespace hookbot {

namespace {

struct ForgeText
{
    Q_DECLARE_TR_FUNCTIONS(ServiceSummary)
};

/// `octo opened #12: title`, without what is not known.
QString sentence(const QString &who, const QString &did, const QString &what, const QString &title)
{
    // The sender is at the payload's end, and may be cut off: then the object comes first.
    const QString begin = who.isEmpty() ? what + u' ' + did : who + u' ' + did + u' ' + what;
    return title.isEmpty() ? begin.simplified() : begin.simplified() + QStringLiteral(": ") + title;
}

/// A branch or tag as people call it.
QString refName(const QString &ref)
{
    for (const QStringView prefix : { QStringView(u"refs/heads/"), QStringView(u"refs/tags/") }) {
        if (ref.startsWith(prefix))
            return ref.sliced(prefix.size());
    }
    return ref;
}

/// @p commits is negative if unknown.
QString pushed(const QString &who, const QString &ref, qint64 commits)
{
    const QString to = ref.isEmpty() ? QString() : ForgeText::tr("to %1").arg(refName(ref));
    if (ref.startsWith(QStringLiteral("refs/tags/")))
        return sentence(who, ForgeText::tr("pushed"), ForgeText::tr("tag %1").arg(refName(ref)), {});
    if (commits < 0)
        return QStringList{ who, ForgeText::tr("pushed"), to }.join(u' ').simplified();
    const QString count = commits == 1 ? ForgeText::tr("1 commit") : ForgeText::tr("%1 commits").arg(commits);
    return who.isEmpty() ? ForgeText::tr("%1 pushed %2").arg(count, to)
                         : ForgeText::tr("%1 pushed %2 %3").arg(who, count, to);
}

/// No JSON, but a form with JSON in it, as GitHub posts where it was told so.
QByteArray jsonOf(const QByteArray &posted)
{
    if (!posted.startsWith("payload="))
        return posted;
    return QByteArray::fromPercentEncoding(posted.sliced(8).replace('+', ' '));
}

constexpr std::array<std::string_view, 34> OfGithub{ "action",
                                                     "sender.login",
                                                     "pusher.name",
                                                     "ref",
                                                     "ref_type",
                                                     "deleted",
                                                     "created",
                                                     "commits",
                                                     "zen",
                                                     "number",
                                                     "repository.full_name",
                                                     "pull_request.number",
                                                     "pull_request.title",
                                                     "pull_request.merged",
                                                     "issue.number",
                                                     "issue.title",
                                                     "review.state",
                                                     "release.tag_name",
                                                     "release.name",
                                                     "forkee.full_name",
                                                     "workflow_run.name",
                                                     "workflow_run.status",
                                                     "workflow_run.conclusion",
                                                     "workflow_run.head_branch",
                                                     "workflow_job.name",
                                                     "workflow_job.status",
                                                     "workflow_job.conclusion",
                                                     "workflow_job.head_branch",
                                                     "check_run.name",
                                                     "check_run.status",
                                                     "check_run.conclusion",
                                                     "state",
                                                     "context",
                                                     "description" };

QString numbered(const QString &number)
{
    return number.isEmpty() ? QString() : u'#' + number;
}

/// How a run of something stands: `CI success on main`.
QString runText(const JsonSkim &json, const std::string &run)
{
    const QString conclusion = json.text(run + ".conclusion");
    const QString branch = json.text(run + ".head_branch");
    const QString on = branch.isEmpty() ? QString() : ForgeText::tr("on %1").arg(branch);
    const QString state = conclusion.isEmpty() ? json.text(run + ".status") : conclusion;
    return QStringList{ json.text(run + ".name"), QString(state).replace(u'_', u' '), on }.join(u' ').simplified();
}

QString textOfGithub(const QByteArray &event, const JsonSkim &json)
{
    const QString sender = json.text("sender.login", 40);
    const QString who = sender.isEmpty() ? json.text("pusher.name", 40) : sender;
    const QString action = QString(json.text("action", 40)).replace(u'_', u' ');
    if (event == "push") {
        if (json.isTrue("deleted"))
            return sentence(who, ForgeText::tr("deleted"), refName(json.text("ref")), {});
        return pushed(who, json.text("ref"), json.elements("commits").value_or(-1));
    }
    QString pull = numbered(json.text("pull_request.number"));
    if (pull.isEmpty() && event.startsWith("pull_request"))
        pull = numbered(json.text("number"));
    if (event == "pull_request") {
        const bool isMerged = action == u"closed" && json.isTrue("pull_request.merged");
        return sentence(who, isMerged ? ForgeText::tr("merged") : action, pull, json.text("pull_request.title"));
    }
    if (event == "pull_request_review") {
        const QString state = QString(json.text("review.state")).replace(u'_', u' ');
        const bool isVerdict = state == u"approved" || state == u"dismissed";
        return sentence(who, isVerdict ? state : ForgeText::tr("reviewed"), pull, json.text("pull_request.title"));
    }
    if (event == "issues")
        return sentence(who, action, numbered(json.text("issue.number")), json.text("issue.title"));
    if (event == "issue_comment" || event == "pull_request_review_comment" || event == "commit_comment") {
        const bool isOfIssue = event == "issue_comment";
        const QString did = action == u"created" || action.isEmpty() ? ForgeText::tr("commented on")
                                                                     : ForgeText::tr("%1 a comment on").arg(action);
        return sentence(who, did, isOfIssue ? numbered(json.text("issue.number")) : pull,
                        json.text(isOfIssue ? "issue.title" : "pull_request.title"));
    }
    if (event == "release")
        return sentence(who, action, json.text("release.tag_name"), json.text("release.name"));
    if (event == "create" || event == "delete")
        return sentence(who, event == "create" ? ForgeText::tr("created") : ForgeText::tr("deleted"),
                        json.text("ref_type") + u' ' + refName(json.text("ref")), {});
    if (event == "workflow_run" || event == "workflow_job" || event == "check_run")
        return runText(json, event.toStdString());
    if (event == "status")
        return sentence(json.text("context"), json.text("state"), {}, json.text("description"));
    if (event == "ping")
        return json.text("zen");
    if (event == "star" || event == "watch")
        return sentence(who, action == u"deleted" ? ForgeText::tr("unstarred") : ForgeText::tr("starred"),
                        json.text("repository.full_name"), {});
    if (event == "fork")
        return sentence(who, ForgeText::tr("forked to"), json.text("forkee.full_name"), {});
    return who.isEmpty() ? QString() : sentence(who, action, json.text("repository.full_name"), {});
}

constexpr std::array<std::string_view, 18> OfGitlab{ "object_kind",
                                                     "user_name",
                                                     "user_username",
                                                     "user.name",
                                                     "user.username",
                                                     "ref",
                                                     "total_commits_count",
                                                     "checkout_sha",
                                                     "project.path_with_namespace",
                                                     "object_attributes.iid",
                                                     "object_attributes.title",
                                                     "object_attributes.action",
                                                     "object_attributes.status",
                                                     "object_attributes.ref",
                                                     "object_attributes.noteable_type",
                                                     "merge_request.iid",
                                                     "issue.iid",
                                                     "build_name" };

QString pastOf(const QString &action)
{
    const QHash<QString, QString> past{
        { QStringLiteral("open"), ForgeText::tr("opened") },     { QStringLiteral("close"), ForgeText::tr("closed") },
        { QStringLiteral("reopen"), ForgeText::tr("reopened") }, { QStringLiteral("update"), ForgeText::tr("updated") },
        { QStringLiteral("merge"), ForgeText::tr("merged") },    { QStringLiteral("create"), ForgeText::tr("created") },
    };
    return past.value(action, action);
}

QString marked(char16_t mark, const QString &number)
{
    return number.isEmpty() ? QString() : mark + number;
}

QString textOfGitlab(const QString &kind, const JsonSkim &json)
{
    QString who;
    for (const char *path : { "user_username", "user.username", "user_name", "user.name" }) {
        if (who.isEmpty())
            who = json.text(path, 40);
    }
    const QString title = json.text("object_attributes.title");
    const QString number = json.text("object_attributes.iid");
    const QString did = pastOf(json.text("object_attributes.action", 40));
    if (kind == u"push" || kind == u"tag_push") {
        bool isNumber = false;
        const qint64 commits = json.text("total_commits_count").toLongLong(&isNumber);
        const bool isGone = json.has("checkout_sha") && json.text("checkout_sha").isEmpty();
        if (isGone)
            return sentence(who, ForgeText::tr("deleted"), refName(json.text("ref")), {});
        return pushed(who, json.text("ref"), isNumber ? commits : -1);
    }
    if (kind == u"merge_request")
        return sentence(who, did, marked(u'!', number), title);
    if (kind == u"issue" || kind == u"work_item")
        return sentence(who, did, marked(u'#', number), title);
    if (kind == u"note") {
        const QString merge = marked(u'!', json.text("merge_request.iid"));
        return sentence(who, ForgeText::tr("commented on"),
                        merge.isEmpty() ? marked(u'#', json.text("issue.iid")) : merge, {});
    }
    if (kind == u"pipeline")
        return sentence(who, json.text("object_attributes.status"), json.text("object_attributes.ref"), {});
    return who.isEmpty() ? QString() : sentence(who, did, json.text("project.path_with_namespace"), title);
}

} // namespace

ServiceSummary summaryOfGithub(QByteArrayView event, const QByteArray &posted)
{
    const QByteArray body = jsonOf(posted);
    const JsonSkim json(body, OfGithub);
    const QByteArray name = event.first(std::min<qsizetype>(event.size(), 60)).toByteArray();
    const QString action = json.text("action", 40);
    const QString kind = QString::fromUtf8(name);
    return { QStringLiteral("GitHub"), action.isEmpty() ? kind : kind + u' ' + action, textOfGithub(name, json) };
}

ServiceSummary summaryOfGitlab(QByteArrayView event, const QByteArray &posted)
{
    const JsonSkim json(posted, OfGitlab);
    QString kind = json.text("object_kind", 40);
    if (kind.isEmpty()) {
        kind = QString::fromUtf8(event.first(std::min<qsizetype>(event.size(), 60))).toLower();
        if (kind.endsWith(QStringLiteral(" hook")))
            kind.chop(5);
    }
    const QString action = json.text("object_attributes.action", 40);
    return { QStringLiteral("GitLab"), action.isEmpty() ? kind : kind + u' ' + action, textOfGitlab(kind, json) };
}

} // namespace hookbot
