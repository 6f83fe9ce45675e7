#include "broker/log/growth.h"

#include "broker/log/filing.h"

#include <algorithm>

namespace hookbot {

namespace {

// File format, sections 1.5 and 1.6; the tables' pages are of this size.
constexpr qint64 PageSize = 4096;
constexpr qint64 LeafRoom = PageSize - 8;
constexpr qint64 LargestLocal = PageSize - 35;
constexpr qint64 LeastLocal = (PageSize - 12) * 32 / 255 - 23;
constexpr qint64 OverflowRoom = PageSize - 4;

/// The head of a record, its numbers, its length and id, and its entry in the page: at most.
constexpr qint64 RowHead = 38;
/// A page's entry in its parent and in the map that auto_vacuum keeps, for a row's share in it.
constexpr qint64 RowShare = 12;

/// What lies in a leaf, and in pages of its own.
struct Parts
{
    qint64 leaf = 0;
    qint64 pages = 0;
};

Parts partsOf(qint64 bytes)
{
    const qint64 row = bytes + RowHead;
    if (row <= LargestLocal)
        return { row, 0 };
    const qint64 least = LeastLocal + (row - LeastLocal) % OverflowRoom;
    const qint64 local = least <= LargestLocal ? least : LeastLocal;
    return { local + 4, (row - local + OverflowRoom - 1) / OverflowRoom };
}

qint64 besideLeaf(const EventSize &size, const Parts &parts)
{
    return parts.pages * (PageSize + RowShare) + RowShare + size.names * FilingGrowth + size.attributes;
}

} // namespace

EventSize sizeOf(const Draft &event)
{
    return { event.channel.size() + event.method.size() + event.query.size() + event.headers.bytes().size() +
                 event.remote.size() + event.body.size() + (event.replayOf > EventId() ? ReplaySize : 0),
             qint64(indexNamesOf(event.channel).size()), 0 };
}

qint64 PageFill::take(const EventSize &size)
{
    const Parts parts = partsOf(size.bytes);
    qint64 leaf = parts.leaf;
    if (parts.leaf > m_room) {
        leaf += m_room;
        m_room = LeafRoom;
    }
    m_room -= std::min(parts.leaf, m_room);
    return leaf + besideLeaf(size, parts);
}

qint64 looseGrowth(const EventSize &size)
{
    const Parts parts = partsOf(size.bytes);
    const qint64 leaf = parts.leaf > LeafRoom / 2 ? PageSize : parts.leaf * 4 / 3;
    return leaf + besideLeaf(size, parts);
}

} // namespace hookbot
