#pragma once

#include "ui/channels/channelnode.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QSet>

namespace hookbot {

/// The channels as a tree by the segments of their names. Its first row is for all events.
///
/// Rows keep their nodes while their channels exist, so that a view keeps its selection and what is expanded. If too
/// much is new at once, the model is reset instead: one turn of the event loop must not take long.
///
/// The tree is bounded, since anyone can name an unsafe channel: a name of more than MostLevels segments has the rest
/// of its segments in the last row, and channels beyond MostNodes are left out and counted.
class ChannelsModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Listeners, Events, Rate, LastEvent, ColumnCount };

    enum Role {
        /// QByteArray: the channel, or the prefix of a folder with its slash; invalid for all events.
        ChannelRole = Qt::UserRole + 1,
        /// QByteArray: the prefix of everything below it; invalid if there is nothing.
        FolderRole,
        PathRole,     ///< QByteArray: identifies the row
        StateRole,    ///< State
        PerMinuteRole ///< QList<int>
    };

    /// What a row's mark and tooltip show.
    enum class State {
        Plain,
        Live,        ///< has events and listeners
        Waiting,     ///< has listeners, but no events
        NoListeners, ///< has events, but no listeners
        Unsafe
    };

    static constexpr int MostLevels = 32;
    static constexpr int MostNodes = 50'000;

    explicit ChannelsModel(QObject *parent = nullptr);
    ~ChannelsModel() override;

    void apply(const ChannelsChange &change);

    /// The row of a channel, of a prefix with its slash, or of all events (nullopt); invalid if there is none.
    [[nodiscard]] QModelIndex find(const std::optional<QByteArray> &channel) const;

    /// The number of channels that are not shown.
    [[nodiscard]] qint64 leftOut() const { return m_leftOutBefore + m_leftOut.size(); }

    /// The number of rows on all levels.
    [[nodiscard]] int nodeCount() const { return m_nodes; }
    [[nodiscard]] qsizetype channelCount() const { return m_named.size(); }

    /// The node of a row. Valid until the model changes.
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
    QHash<QByteArray, ChannelNode *> m_named; ///< by channel, or by prefix with its slash
    QSet<ChannelNode *> m_touched;            ///< whose sums are out of date
    QSet<ChannelNode *> m_emptied;            ///< that may have to be removed
    QSet<ChannelNode *> m_listenersChanged;   ///< whose listeners of everything below have changed
    bool m_isStartingOver = false;
    QSet<QByteArray> m_leftOut; ///< because there are too many
    qint64 m_leftOutBefore = 0; ///< by the Monitor
    int m_nodes = 0;
};

} // namespace hookbot
