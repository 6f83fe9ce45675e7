#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QSet>
#include <QtCore/QStringList>

namespace hookbot {

/// Kinds and services of the events that were seen, up to a limit. A value.
class EventKinds
{
public:
    static constexpr qsizetype Limit = 100;

    /// Whether one of @p events has a new one.
    bool add(const QList<EventSummary> &events);

    [[nodiscard]] QStringList sorted() const;

private:
    QSet<QString> m_names;
};

} // namespace hookbot
