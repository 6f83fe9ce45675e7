#include "broker/routers/condition.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

namespace {

constexpr QByteArrayView ConditionOfHeader = "header:";
constexpr QByteArrayView ConditionOfJson = "json:";

struct ConditionText
{
    Q_DECLARE_TR_FUNCTIONS(Condition)
};

/// The first `=` without a backslash before it; -1 if there is none.
qsizetype indexOfEquals(QByteArrayView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '=')
            return i;
    }
    return -1;
}

} // namespace

tl::expected<Condition, QString> Condition::parse(const QByteArray &text)
{
    const auto wrong = [&text](const QString &what) {
        return tl::unexpected(ConditionText::tr("\"%1\": %2").arg(QString::fromUtf8(text), what));
    };
    const qsizetype equals = indexOfEquals(text);
    if (equals < 0)
        return wrong(ConditionText::tr("a condition needs a = and what to expect, as in header:X-GitHub-Event=push"));
    const QByteArrayView subject = QByteArrayView(text).first(equals);
    const Glob glob(text.sliced(equals + 1));
    if (subject == "channel")
        return Condition(OfChannel(), glob);
    if (subject.startsWith(ConditionOfHeader)) {
        const QByteArrayView name = subject.sliced(ConditionOfHeader.size());
        if (name.isEmpty() || name.contains(' ') || name.contains(':'))
            return wrong(ConditionText::tr("this is not the name of a header field"));
        return Condition(OfHeader{ name.toByteArray() }, glob);
    }
    if (subject.startsWith(ConditionOfJson)) {
        auto path = JsonPath::parse(subject.sliced(ConditionOfJson.size()));
        if (!path)
            return wrong(path.error());
        return Condition(std::move(*path), glob);
    }
    return wrong(ConditionText::tr("a condition begins with channel=, header:NAME= or json:PATH="));
}

void Condition::addPath(JsonPathSet &paths) const
{
    if (const auto *path = std::get_if<JsonPath>(&m_subject))
        paths.add(*path);
}

bool Condition::matches(const Message &message) const
{
    if (std::holds_alternative<OfChannel>(m_subject))
        return m_glob.matches(message.channel());
    if (const auto *header = std::get_if<OfHeader>(&m_subject)) {
        for (const auto &[name, value] : message.headers()) {
            if (equalIgnoringCase(name, header->name) && m_glob.matches(value))
                return true;
        }
        return false;
    }
    const auto text = message.json(std::get<JsonPath>(m_subject)).text();
    return text && m_glob.matches(*text);
}

} // namespace hookbot
