#pragma once

#include "broker/event/event.h"

namespace hookbot {

/// What a row of an event takes in the file of a log, as far as its columns decide.
struct EventSize
{
    qint64 bytes = 0;      ///< of its columns that differ in length
    qint64 names = 0;      ///< under which it is filed
    qint64 attributes = 0; ///< what attributesWeight() says of its attributes
};

/// Of the id of the event that is repeated, where one is.
constexpr qint64 ReplaySize = 8;

/// Of an event that has no attributes.
[[nodiscard]] EventSize sizeOf(const Draft &event);

/// By how much a file grows for the events of one partition, in bytes: what retention compares with its limits.
///
/// Rows are added at the end of their table and removed at its beginning, and SQLite begins a page where a row does not
/// fit into the last one (https://www.sqlite.org/fileformat2.html, section 1.6). This goes through that once for rows
/// that come and once for those that go: both are of the same order, so what is added and what is taken off for an
/// event are equal. A plain value.
class PageFill
{
public:
    PageFill() = default;
    explicit PageFill(qint64 room) : m_room(room) {}

    /// What the next row takes: its bytes, and the room that it leaves behind where it begins a page.
    [[nodiscard]] qint64 take(const EventSize &size);

    /// Of the last page.
    [[nodiscard]] qint64 room() const { return m_room; }

private:
    qint64 m_room = 0;
};

/// The same for a row that came by another way, as those of a file of hookbot 0.1.0 do: not less than it takes.
[[nodiscard]] qint64 looseGrowth(const EventSize &size);

/// What one mark of what was dropped, or one filing of an event, takes: 22 bytes, in pages that are little more than
/// half full, as rows come and go anywhere in them.
constexpr qint64 FilingGrowth = 40;

} // namespace hookbot
