#include "ui/channels/channelsfilter.h"

#include "ui/channels/channelsmodel.h"

#include <utility>

namespace hookbot {

ChannelsFilter::ChannelsFilter(ChannelsModel &model, QObject *parent) : QSortFilterProxyModel(parent)
{
    setSourceModel(&model);
    setRecursiveFilteringEnabled(true);
    sort(ChannelsModel::Name);
}

void ChannelsFilter::setText(const QString &text)
{
    m_text = text;
    ++m_number;
    invalidateFilter();
}

bool ChannelsFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_text.isEmpty())
        return true;
    const ChannelNode &node = nodeOf(sourceModel()->index(row, 0, parent));
    if (node.kind == ChannelNode::Kind::All)
        return true;
    if (std::exchange(node.matchNumber, m_number) != m_number) // rows below it ask again
        node.isMatch = node.shownPath().contains(m_text, Qt::CaseInsensitive);
    return node.isMatch;
}

bool ChannelsFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    // All events is first and unsafe channels are last, in either sort order.
    const ChannelNode &leftNode = nodeOf(left);
    const ChannelNode &rightNode = nodeOf(right);
    const auto pin = [](const ChannelNode &node) {
        return node.kind == ChannelNode::Kind::All ? 0 : node.kind == ChannelNode::Kind::Unsafe ? 2 : 1;
    };
    if (pin(leftNode) != pin(rightNode))
        return (pin(leftNode) < pin(rightNode)) == (sortOrder() == Qt::AscendingOrder);
    switch (sortColumn()) {
    case ChannelsModel::Listeners:
        return leftNode.sums.listeners < rightNode.sums.listeners;
    case ChannelsModel::Events:
        return leftNode.sums.events < rightNode.sums.events;
    case ChannelsModel::Rate:
        return leftNode.sums.lastHour() < rightNode.sums.lastHour();
    case ChannelsModel::LastEvent:
        return leftNode.sums.lastTime < rightNode.sums.lastTime;
    default:
        return leftNode.shownSegment.compare(rightNode.shownSegment, Qt::CaseInsensitive) < 0;
    }
}

const ChannelNode &ChannelsFilter::nodeOf(const QModelIndex &index) const
{
    return static_cast<const ChannelsModel *>(sourceModel())->nodeAt(index);
}

} // namespace hookbot
