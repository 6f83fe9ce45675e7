#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QHash>
#include <QtCore/QString>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace hookbot {

/// A node of the tree of channels: one segment of their names. A plain part of ChannelsModel.
///
/// It may be a channel, a folder of channels, or both. Its sums include everything below it. It stores its own segment
/// only, since storing whole names would take the square of their number of segments; path() asks the nodes above.
struct ChannelNode
{
    using PerMinute = std::array<int, ChannelStatus::Minutes>; ///< the current minute last

    enum class Kind {
        Root,
        All, ///< the row for all events
        Segment,
        Unsafe ///< the row above all unsafe channels
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

    /// Computes the sums from its own numbers and its children's.
    void sumUp();

    /// Adds a child after the others.
    ChannelNode &addChild(Kind kindOfIt, const QByteArray &segmentOfIt);
    void removeChild(int rowOfIt);
    [[nodiscard]] ChannelNode *child(QByteArrayView name) const;
    [[nodiscard]] bool isEmpty() const { return !channel && !prefix && children.empty(); }

    /// The name of the channel in the broker.
    [[nodiscard]] QByteArray path() const;

    /// The name of the channel as it is shown.
    [[nodiscard]] QString shownPath() const;

    /// The prefix of everything below it: `a/`.
    [[nodiscard]] QByteArray prefixName() const;

    /// It has a listener, itself or through a folder above.
    [[nodiscard]] bool hasListener() const;

    Kind kind;
    ChannelNode *parent;
    int depth = 0;
    int row = 0; ///< in the parent
    QByteArray segment;
    QString shownSegment;
    std::vector<std::unique_ptr<ChannelNode>> children;
    QHash<QByteArray, ChannelNode *> byName; ///< the children, if there are more than a few
    std::optional<ChannelStatus> channel;
    std::optional<ChannelStatus> prefix; ///< the listeners of everything below
    Sums sums;

    /// Whether its path contains the text of ChannelsFilter's search with this number.
    mutable bool isMatch = false;
    mutable int matchNumber = 0;
};

} // namespace hookbot
