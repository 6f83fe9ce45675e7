#pragma once

#include "broker/event/eventid.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>

#include <deque>
#include <optional>
#include <set>

namespace hookbot {

/// Which events of one subscription have been handled. Several events can be in progress and end in any order, so this
/// is a position in the log and the handled events after it. A plain value.
class Progress
{
public:
    /// A subscription that began at this time, with no event handled.
    explicit Progress(QDateTime begun = {}) : m_begun(std::move(begun)) {}

    /// A subscription that began at this `since=`, with no event handled: empty, `none`, `all`, a duration or an id.
    [[nodiscard]] static Progress from(const QByteArray &since, const QDateTime &now);

    /// An event was received. Precondition: ids grow.
    void heard(EventId id);
    void handled(EventId id);

    /// Whether an earlier run has handled the event.
    [[nodiscard]] bool isHandled(EventId id) const { return id <= m_after || m_handled.contains(id); }

    /// The `since=` with which to continue; empty if there is neither a position nor a beginning.
    [[nodiscard]] QByteArray since(const QDateTime &now) const;

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static std::optional<Progress> fromJson(const QJsonObject &object);

private:
    EventId m_after;             ///< every received event up to this one is handled
    std::set<EventId> m_handled; ///< after m_after
    std::deque<EventId> m_heard; ///< after m_after, in order
    QDateTime m_begun;
};

} // namespace hookbot
