#include "ui/channels/channelnode.h"

#include "broker/event/channel.h"
#include "ui/text/format.h"

#include <QtCore/QStringList>

#include <algorithm>
#include <numeric>

namespace hookbot {

namespace {

/// Up to this number of children is searched linearly: most folders have few, and a table would be larger than they
/// are.
constexpr size_t FewChildren = 8;

} // namespace

void ChannelNode::Sums::add(const ChannelStatus &status)
{
    listeners += status.listeners;
    events += status.events;
    lastTime = std::max(lastTime, status.lastTime);
    const qsizetype known = std::min(status.perMinute.size(), qsizetype(perMinute.size()));
    for (qsizetype back = 1; back <= known; ++back)
        perMinute[perMinute.size() - size_t(back)] += status.perMinute[status.perMinute.size() - back];
}

void ChannelNode::Sums::add(const Sums &sums)
{
    channels += sums.channels;
    listeners += sums.listeners;
    events += sums.events;
    lastTime = std::max(lastTime, sums.lastTime);
    for (size_t minute = 0; minute < perMinute.size(); ++minute)
        perMinute[minute] += sums.perMinute[minute];
}

qint64 ChannelNode::Sums::lastHour() const
{
    return std::accumulate(perMinute.begin(), perMinute.end(), qint64(0));
}

ChannelNode::ChannelNode(Kind kindOfIt, ChannelNode *parentOfIt, const QByteArray &segmentOfIt)
    : kind(kindOfIt),
      parent(parentOfIt),
      depth(parentOfIt ? parentOfIt->depth + 1 : 0),
      segment(segmentOfIt),
      shownSegment(visible(segmentOfIt))
{
}

ChannelNode &ChannelNode::addChild(Kind kindOfIt, const QByteArray &segmentOfIt)
{
    ChannelNode &node = *children.emplace_back(std::make_unique<ChannelNode>(kindOfIt, this, segmentOfIt));
    node.row = int(children.size()) - 1;
    if (!byName.isEmpty()) {
        byName.insert(segmentOfIt, &node);
    } else if (children.size() > FewChildren) {
        for (const auto &each : children) {
            if (each->kind != Kind::All)
                byName.insert(each->segment, each.get());
        }
    }
    return node;
}

void ChannelNode::removeChild(int rowOfIt)
{
    const auto removed = children.begin() + rowOfIt;
    byName.remove((*removed)->segment);
    children.erase(removed);
    for (size_t behind = size_t(rowOfIt); behind < children.size(); ++behind)
        children[behind]->row = int(behind);
}

ChannelNode *ChannelNode::child(QByteArrayView name) const
{
    if (children.size() > FewChildren)
        return byName.value(QByteArray::fromRawData(name.data(), name.size()));
    const auto found = std::ranges::find_if(
        children, [name](const auto &each) { return each->kind != Kind::All && each->segment == name; });
    return found == children.end() ? nullptr : found->get();
}

QByteArray ChannelNode::path() const
{
    switch (kind) {
    case Kind::Root:
    case Kind::All:
        return {};
    case Kind::Unsafe:
        return "/unsafe";
    case Kind::Segment:
        break;
    }
    QByteArrayList segments;
    const ChannelNode *above = this;
    for (; above->kind == Kind::Segment; above = above->parent)
        segments.prepend(above->segment);
    const QByteArray below = segments.join('/');
    return above->kind == Kind::Unsafe ? ChannelName::unsafe(below) : below;
}

QString ChannelNode::shownPath() const
{
    QStringList segments;
    for (const ChannelNode *above = this; above && above->kind == Kind::Segment; above = above->parent)
        segments.prepend(above->shownSegment);
    return segments.join(u'/');
}

void ChannelNode::sumUp()
{
    sums = Sums();
    if (channel) {
        sums.add(*channel);
        sums.channels = 1;
    }
    if (prefix)
        sums.add(*prefix);
    for (const auto &each : children)
        sums.add(each->sums);
}

QByteArray ChannelNode::prefixName() const
{
    return kind == Kind::Root || kind == Kind::All ? QByteArray() : path() + '/';
}

bool ChannelNode::hasListener() const
{
    if (channel && channel->listeners > 0)
        return true;
    for (const ChannelNode *above = parent; above; above = above->parent) {
        if (above->prefix && above->prefix->listeners > 0)
            return true;
        if (above->kind == Kind::Unsafe)
            return false; // a listener of all channels does not receive unsafe ones
    }
    return false;
}

} // namespace hookbot
