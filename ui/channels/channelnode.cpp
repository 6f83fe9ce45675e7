#include "channelnode.h"

#include "words.h"

#include <algorithm>
#include <numeric>

namespace hookbot {

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
      segment(segmentOfIt)
{
    if (!parent)
        return;
    depth = parent->depth + 1;
    if (kind == Kind::Segment)
        path = parent->kind == Kind::Root ? segment : parent->path + '/' + segment;
    else if (kind == Kind::Unsafe)
        path = "/unsafe";
    shownSegment = visible(segment);
    shownPath = channelText(path);
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
    return kind == Kind::Root || kind == Kind::All ? QByteArray() : path + '/';
}

bool ChannelNode::isHeard() const
{
    if (channel && channel->listeners > 0)
        return true;
    for (const ChannelNode *above = parent; above; above = above->parent) {
        if (above->prefix && above->prefix->listeners > 0)
            return true;
        if (above->kind == Kind::Unsafe)
            return false; // who hears all hears no unsafe channel
    }
    return false;
}

} // namespace hookbot
