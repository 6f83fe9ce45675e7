#pragma once

#include "ui/channels/channelnode.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QSet>

namespace hookbot {

/// The channels as a tree by the segments of their names. Its first row stands for all events.
///
/// Rows keep their nodes while their channels live, so that a view's selection and what is unfolded stay. Where very
/// much is new at once it starts over instead: one turn of the event loop must not take long.
///
/// The tree is bounded, since strangers name channels: of a name of more than MostLevels segments the last row has all
/// that is left, and channels for which there is no room are left out, and counted.
class ChannelsModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Listeners, Events, Rate, LastEvent, ColumnCount };

    enum Role {
        /// QByteArray: the channel, or of a folder its prefix with a slash; invalid for all events.
        ChannelRole = Qt::UserRole + 1,
        /// QByteArray: everything below it; invalid where nothing is.
        FolderRole,
        PathRole,     ///< QByteArray: names the row for good
        StateRole,    ///< State
        PerMinuteRole ///< QList<int>
    };

    /// What a row's sign and words tell.
    enum class State {
        Plain,
        Live,    ///< has events and listeners
        Waiting, ///< somebody listens, no event has come
        Unheard, ///< events come, nobody listens
        Unsafe
    };

    static constexpr int MostLevels = 32;
    static constexpr int MostNodes = 50'000;

    explicit ChannelsModel(QObject *parent = nullptr);
    ~ChannelsModel() override;

    void apply(const ChannelsChange &change);

    /// The row of a channel, of a prefix with its slash, or of all (nothing); invalid where there is none.
    [[nodiscard]] QModelIndex find(const std::optional<QByteArray> &channel) const;

    /// So many more there are than are shown.
    [[nodiscard]] qint64 leftOut() const { return m_leftOutBefore + m_leftOut.size(); }

    /// Rows of all levels.
    [[nodiscard]] int nodeCount() const { return m_nodes; }
    [[nodiscard]] qsizetype channelCount() const { return m_named.size(); }

    /// What a row shows, as long as the model lives and does not change.
    [[nodiscard]] const ChannelNode &nodeAt(const QModelIndex &index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QModelIndex indexOf(const ChannelNode &node, int column = 0) const;
    [[nodiscard]] qsizetype newAndGone(const ChannelsChange &change) const;
    [[nodiscard]] const ChannelNode *findNode(QByteArrayView path) const;
    ChannelNode *nodeFor(QByteArrayView path);
    ChannelNode &addChild(ChannelNode &parent, ChannelNode::Kind kind, const QByteArray &segment);
    void put(const ChannelStatus &status);
    void drop(const QByteArray &name);
    void clear();
    void forgetAllBut(const QList<ChannelStatus> &changed);
    void prune();
    void remove(ChannelNode &node);
    void touch(ChannelNode *node);
    void sumUp();
    void tellChanges(const std::vector<const ChannelNode *> &changed);
    void tellAllBelow(const ChannelNode &node);

    ChannelNode m_root{ ChannelNode::Kind::Root, nullptr, QByteArray() };
    QHash<QByteArray, ChannelNode *> m_named; ///< of channels, and of prefixes with their slash
    QSet<ChannelNode *> m_touched;            ///< their sums are old
    QSet<ChannelNode *> m_emptied;            ///< perhaps nothing keeps them
    QSet<ChannelNode *> m_heardAnew;          ///< whether somebody hears everything below has changed
    bool m_isStartingOver = false;
    QSet<QByteArray> m_leftOut; ///< for want of room
    qint64 m_leftOutBefore = 0; ///< by the Monitor
    int m_nodes = 0;
};

} // namespace hookbot
