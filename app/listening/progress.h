#pragma once

#include "broker/event/eventid.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>

#include <deque>
#include <optional>
#include <set>

namespace hookbot {

/// How far the events of one subscription have been handled. Several can be on their way at once and end in any order,
/// so it is a place in the log and what has been handled beyond it. A plain value.
class Progress
{
public:
    /// Nothing has been handled of a subscription that began at this time.
    explicit Progress(QDateTime begun = {}) : m_begun(std::move(begun)) {}

    /// Nothing has been handled of one that began at this `since=`: none (or nothing), all, a duration or an id.
    [[nodiscard]] static Progress from(const QByteArray &since, const QDateTime &now);

    /// An event was heard; ids grow.
    void heard(EventId id);
    void handled(EventId id);

    /// Whether a run before this one has handled it.
    [[nodiscard]] bool isHandled(EventId id) const { return id <= m_after || m_handled.contains(id); }

    /// The `since=` to go on with, or nothing where it has neither a place nor a beginning.
    [[nodiscard]] QByteArray since(const QDateTime &now) const;

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static std::optional<Progress> fromJson(const QJsonObject &object);

private:
    EventId m_after;             ///< everything heard up to here has been handled
    std::set<EventId> m_handled; ///< beyond it
    std::deque<EventId> m_heard; ///< beyond it, in order
    QDateTime m_begun;
};

} // namespace hookbot
