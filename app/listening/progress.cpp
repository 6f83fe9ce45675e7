#include "app/listening/progress.h"

#include "app/input/quantities.h"
#include "broker/event/eventrules.h"

#include <QtCore/QJsonArray>

namespace hookbot {

Progress Progress::from(const QByteArray &since, const QDateTime &now)
{
    if (since == "all")
        return Progress(QDateTime::fromSecsSinceEpoch(0, Qt::UTC));
    if (const auto id = EventId::parse(since)) {
        Progress progress;
        progress.m_after = *id;
        return progress;
    }
    const auto duration = parseDuration(QString::fromLatin1(since));
    return Progress(duration ? now.addSecs(-duration->count()) : now);
}

void Progress::heard(EventId id)
{
    m_heard.push_back(id);
    if (isHandled(id))
        handled(id);
}

void Progress::handled(EventId id)
{
    m_handled.insert(id);
    while (!m_heard.empty() && isHandled(m_heard.front())) {
        m_after = std::max(m_after, m_heard.front());
        m_heard.pop_front();
    }
    m_handled.erase(m_handled.begin(), m_handled.upper_bound(m_after));
}

QByteArray Progress::since(const QDateTime &now) const
{
    if (m_after > EventId())
        return m_after.toByteArray();
    if (!m_begun.isValid())
        return {};
    return QByteArray::number(qMax<qint64>(0, m_begun.secsTo(now)) + 1) + 's';
}

QJsonObject Progress::toJson() const
{
    QJsonObject object;
    if (m_begun.isValid())
        object.insert(QStringLiteral("begun"), m_begun.toUTC().toString(Qt::ISODateWithMs));
    if (m_after > EventId())
        object.insert(QStringLiteral("after"), QString::fromLatin1(m_after.toByteArray()));
    QJsonArray handled;
    for (const EventId id : m_handled)
        handled.append(QString::fromLatin1(id.toByteArray()));
    if (!handled.isEmpty())
        object.insert(QStringLiteral("handled"), handled);
    return object;
}

std::optional<Progress> Progress::fromJson(const QJsonObject &object)
{
    Progress progress;
    progress.m_begun = QDateTime::fromString(object.value(QLatin1String("begun")).toString(), Qt::ISODateWithMs);
    if (const QJsonValue after = object.value(QLatin1String("after")); !after.isUndefined()) {
        const auto id = EventId::parse(after.toString().toLatin1());
        if (!id || !isPlausible(*id)) // nothing would ever be beyond it
            return std::nullopt;
        progress.m_after = *id;
    }
    for (const auto &value : object.value(QLatin1String("handled")).toArray()) {
        const auto id = EventId::parse(value.toString().toLatin1());
        if (!id)
            return std::nullopt;
        progress.m_handled.insert(*id);
    }
    if (progress.m_begun.isValid() && progress.m_begun.toMSecsSinceEpoch() < 0)
        return std::nullopt;
    if (!progress.m_begun.isValid() && progress.m_after == EventId())
        return std::nullopt;
    return progress;
}

} // namespace hookbot
