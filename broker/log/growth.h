#pragma once

#include "broker/event/event.h"

namespace hookbot {

/// The size of an event's row in the log's file.
struct EventSize
{
    qint64 bytes = 0;      ///< of the columns whose length varies
    qint64 names = 0;      ///< the number of names under which it is filed
    qint64 attributes = 0; ///< attributesWeight() of its attributes
};

/// For the id of the replayed event, in an event that is a replay.
constexpr qint64 ReplaySize = 8;

/// Of an event without attributes.
[[nodiscard]] EventSize sizeOf(const Draft &event);

/// The number of bytes by which a file grows for the events of one partition: retention compares it with its limits.
///
/// Rows are added at the end of their table and removed at its beginning, and SQLite begins a page when a row does not
/// fit into the last one (https://www.sqlite.org/fileformat2.html, section 1.6). One PageFill simulates that for rows
/// that are added and another for rows that are removed: both are in the same order, so the same number is added and
/// subtracted for an event. A plain value.
class PageFill
{
public:
    PageFill() = default;
    explicit PageFill(qint64 room) : m_room(room) {}

    /// The growth for the next row: its bytes, and the room that it leaves unused if it begins a page.
    [[nodiscard]] qint64 take(const EventSize &size);

    /// In the last page.
    [[nodiscard]] qint64 room() const { return m_room; }

private:
    qint64 m_room = 0;
};

/// An upper bound of the growth for a row that was added in another way, as in files of hookbot 0.1.0.
[[nodiscard]] qint64 looseGrowth(const EventSize &size);

/// The growth for one mark, or for one name under which an event is filed: 22 bytes, in pages that are little more than
/// half full, since rows are added and removed anywhere in them.
constexpr qint64 FilingGrowth = 40;

} // namespace hookbot
