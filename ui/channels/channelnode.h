#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QHash>
#include <QtCore/QString>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace hookbot {

/// A segment of channels' names, in the tree of all of them. A plain part of ChannelsModel.
///
/// It may be a channel, a folder of channels, or both. Its sums are those of all below it. It keeps its own segment
/// alone: what is above is found there when it is asked for, or a name of many segments would be kept once for each.
struct ChannelNode
{
    using PerMinute = std::array<int, ChannelStatus::Minutes>; ///< the present one last

    enum class Kind {
        Root,
        All, ///< the row for everything there is
        Segment,
        Unsafe ///< what all unsafe channels are below
    };

    struct Sums
    {
        int channels = 0;
        int listeners = 0;
        qint64 events = 0;
        std::optional<std::chrono::system_clock::time_point> lastTime;
        PerMinute perMinute{};

        void add(const ChannelStatus &status);
        void add(const Sums &sums);
        [[nodiscard]] qint64 lastHour() const;
    };

    ChannelNode(Kind kindOfIt, ChannelNode *parentOfIt, const QByteArray &segmentOfIt);

    /// From its own and its children's.
    void sumUp();

    /// A new one, behind the others.
    ChannelNode &addChild(Kind kindOfIt, const QByteArray &segmentOfIt);
    void removeChild(int rowOfIt);
    [[nodiscard]] ChannelNode *child(QByteArrayView name) const;
    [[nodiscard]] bool isEmpty() const { return !channel && !prefix && children.empty(); }

    /// What the broker calls the channel.
    [[nodiscard]] QByteArray path() const;

    /// The same as people see it.
    [[nodiscard]] QString shownPath() const;

    /// What the broker calls everything below it: `a/`.
    [[nodiscard]] QByteArray prefixName() const;

    /// Somebody hears its events, here or at a folder above.
    [[nodiscard]] bool isHeard() const;

    Kind kind;
    ChannelNode *parent;
    int depth = 0;
    int row = 0; ///< in the parent
    QByteArray segment;
    QString shownSegment;
    std::vector<std::unique_ptr<ChannelNode>> children;
    QHash<QByteArray, ChannelNode *> byName; ///< of the children, where they are more than a few
    std::optional<ChannelStatus> channel;
    std::optional<ChannelStatus> prefix; ///< those who hear everything below
    Sums sums;

    /// Whether its path has the text that ChannelsFilter looked for as its search of this number.
    mutable bool isMatch = false;
    mutable int matchNumber = 0;
};

} // namespace hookbot
