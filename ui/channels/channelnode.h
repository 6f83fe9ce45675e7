#pragma once

#include "snapshots.h"

#include <QtCore/QHash>
#include <QtCore/QString>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace hookbot {

/// A segment of channels' names, in the tree of all of them. A plain part of ChannelsModel.
///
/// It may be a channel, a folder of channels, or both. Its sums are those of all below it.
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

    [[nodiscard]] ChannelNode *child(const QByteArray &name) const { return byName.value(name); }
    [[nodiscard]] bool isEmpty() const { return !channel && !prefix && children.empty(); }

    /// What the broker calls everything below it: `a/`.
    [[nodiscard]] QByteArray prefixName() const;

    /// Somebody hears its events, here or at a folder above.
    [[nodiscard]] bool isHeard() const;

    Kind kind;
    ChannelNode *parent;
    int depth = 0;
    int row = 0; ///< in the parent
    QByteArray segment;
    QByteArray path; ///< what the broker calls the channel
    QString shownSegment;
    QString shownPath;
    std::vector<std::unique_ptr<ChannelNode>> children;
    QHash<QByteArray, ChannelNode *> byName; ///< of the children
    std::optional<ChannelStatus> channel;
    std::optional<ChannelStatus> prefix; ///< those who hear everything below
    Sums sums;
};

} // namespace hookbot
