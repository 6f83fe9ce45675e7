#include "ui/channels/channelsmodel.h"

#include "ui/channels/channelcells.h"

#include <algorithm>
#include <map>
#include <ranges>

namespace hookbot {

namespace {

/// Up to this number of rows is inserted and removed one by one.
constexpr qsizetype ChannelsOneByOne = 500;

/// Iterates over the segments of a channel's path. For an unsafe channel the first segment is empty, which is the node
/// of all unsafe channels. If there are too many segments, the last one is the rest of the path.
class SegmentsInTurn
{
public:
    explicit SegmentsInTurn(QByteArrayView path) : m_rest(path) {}

    /// nullopt after the last one.
    std::optional<QByteArrayView> next()
    {
        constexpr QByteArrayView unsafeNode = "/unsafe";
        if (m_isOver)
            return std::nullopt;
        if (m_depth++ == 0 && m_rest.startsWith(unsafeNode) &&
            (m_rest.size() == unsafeNode.size() || m_rest[unsafeNode.size()] == '/')) {
            m_isOver = m_rest.size() == unsafeNode.size();
            m_rest = m_rest.sliced(std::min(unsafeNode.size() + 1, m_rest.size()));
            return QByteArrayView();
        }
        const qsizetype slash = m_depth == ChannelsModel::MostLevels ? -1 : m_rest.indexOf('/');
        m_isOver = slash < 0;
        const QByteArrayView segment = m_isOver ? m_rest : m_rest.first(slash);
        m_rest = m_rest.sliced(m_isOver ? m_rest.size() : slash + 1);
        return segment;
    }

private:
    QByteArrayView m_rest;
    int m_depth = 0;
    bool m_isOver = false;
};

} // namespace

ChannelsModel::ChannelsModel(QObject *parent) : QAbstractItemModel(parent)
{
    clear();
}

ChannelsModel::~ChannelsModel() = default;

void ChannelsModel::apply(const ChannelsChange &change)
{
    m_leftOutBefore = change.leftOut;
    m_isStartingOver = newAndGone(change) > ChannelsOneByOne;
    if (m_isStartingOver)
        beginResetModel();
    if (change.isAll && m_isStartingOver)
        clear();
    else if (change.isAll)
        forgetAllBut(change.changed);
    for (const QByteArray &name : change.gone)
        drop(name);
    for (const ChannelStatus &status : change.changed)
        put(status);
    prune();
    sumUp();
    for (const ChannelNode *node : std::as_const(m_listenersChanged))
        tellAllBelow(*node);
    m_listenersChanged.clear();
    if (m_isStartingOver)
        endResetModel();
    m_isStartingOver = false;
}

qsizetype ChannelsModel::newAndGone(const ChannelsChange &change) const
{
    const qsizetype known = std::ranges::count_if(
        change.changed, [this](const ChannelStatus &status) { return m_named.contains(status.name); });
    const qsizetype gone = change.isAll ? m_named.size() - known : change.gone.size();
    return change.changed.size() - known + gone;
}

/// Null if there are too many nodes.
ChannelNode *ChannelsModel::nodeFor(QByteArrayView path)
{
    if (m_nodes + MostLevels > MostNodes && !findNode(path)) // the whole path, or nothing
        return nullptr;
    ChannelNode *node = &m_root;
    SegmentsInTurn segments(path);
    while (const auto segment = segments.next()) {
        ChannelNode *next = node->child(*segment);
        if (!next) {
            // Only unsafe channels begin with an empty segment.
            const bool isUnsafeNode = node == &m_root && segment->isEmpty();
            next = &addChild(*node, isUnsafeNode ? ChannelNode::Kind::Unsafe : ChannelNode::Kind::Segment,
                             segment->toByteArray());
        }
        node = next;
    }
    return node;
}

ChannelNode &ChannelsModel::addChild(ChannelNode &parent, ChannelNode::Kind kind, const QByteArray &segment)
{
    const int row = int(parent.children.size());
    if (!m_isStartingOver)
        beginInsertRows(indexOf(parent), row, row);
    ChannelNode &node = parent.addChild(kind, segment);
    ++m_nodes;
    if (!m_isStartingOver)
        endInsertRows();
    return node;
}

void ChannelsModel::put(const ChannelStatus &status)
{
    const bool isPrefix = status.name.isEmpty() || status.name.endsWith('/');
    const QByteArrayView path =
        isPrefix ? QByteArrayView(status.name).chopped(status.name.isEmpty() ? 0 : 1) : status.name;
    ChannelNode *node = status.name.isEmpty() ? &m_root : nodeFor(path);
    if (!node) {
        m_leftOut.insert(status.name);
        return;
    }
    m_leftOut.remove(status.name);
    if (isPrefix) {
        if ((node->prefix && node->prefix->listeners > 0) != (status.listeners > 0))
            m_listenersChanged.insert(node);
        node->prefix = status;
    } else {
        node->channel = status;
    }
    m_named.insert(status.name, node);
    touch(node);
}

void ChannelsModel::drop(const QByteArray &name)
{
    m_leftOut.remove(name);
    ChannelNode *node = m_named.take(name);
    if (!node)
        return;
    if (name.isEmpty() || name.endsWith('/')) {
        m_listenersChanged.insert(node);
        node->prefix.reset();
    } else {
        node->channel.reset();
    }
    m_emptied.insert(node);
    touch(node);
}

void ChannelsModel::clear()
{
    m_named.clear();
    m_leftOut.clear();
    m_root = ChannelNode(ChannelNode::Kind::Root, nullptr, QByteArray());
    m_root.addChild(ChannelNode::Kind::All, QByteArray());
    m_nodes = 1;
}

void ChannelsModel::forgetAllBut(const QList<ChannelStatus> &changed)
{
    QSet<QByteArray> kept;
    kept.reserve(changed.size());
    for (const ChannelStatus &status : changed)
        kept.insert(status.name);
    const QList<QByteArray> names = m_named.keys();
    for (const QByteArray &name : names) {
        if (!kept.contains(name))
            drop(name);
    }
}

void ChannelsModel::prune()
{
    while (!m_emptied.isEmpty()) {
        ChannelNode *node = *m_emptied.begin();
        m_emptied.erase(m_emptied.begin());
        if (!node->isEmpty() || node == &m_root)
            continue;
        // Folders without other content are removed with it.
        while (node->parent != &m_root && node->parent->children.size() == 1 && !node->parent->channel &&
               !node->parent->prefix)
            node = node->parent;
        remove(*node);
    }
}

void ChannelsModel::remove(ChannelNode &node)
{
    for (ChannelNode *each = &node; each; each = each->children.empty() ? nullptr : each->children.front().get()) {
        m_emptied.remove(each);
        m_touched.remove(each);
        m_listenersChanged.remove(each);
        --m_nodes;
    }
    ChannelNode &parent = *node.parent;
    const int row = node.row;
    if (!m_isStartingOver)
        beginRemoveRows(indexOf(parent), row, row);
    parent.removeChild(row);
    if (!m_isStartingOver)
        endRemoveRows();
}

void ChannelsModel::touch(ChannelNode *node)
{
    for (; node && !m_touched.contains(node); node = node->parent)
        m_touched.insert(node);
}

void ChannelsModel::sumUp()
{
    std::vector<ChannelNode *> touched(m_touched.begin(), m_touched.end());
    m_touched.clear();
    std::ranges::sort(touched, std::ranges::greater(), &ChannelNode::depth);
    for (ChannelNode *node : touched)
        node->sumUp();
    if (!m_isStartingOver)
        tellChanges({ touched.begin(), touched.end() });
}

void ChannelsModel::tellChanges(const std::vector<const ChannelNode *> &changed)
{
    std::map<const ChannelNode *, std::vector<int>> rows; // by parent
    for (const ChannelNode *node : changed) {
        if (node == &m_root)
            rows[node].push_back(0); // the row for all events
        else
            rows[node->parent].push_back(node->row);
    }
    for (auto &[parent, ofIt] : rows) {
        std::ranges::sort(ofIt);
        for (size_t first = 0, next = 1; first < ofIt.size(); first = next++) {
            while (next < ofIt.size() && ofIt[next] == ofIt[next - 1] + 1)
                ++next;
            const QModelIndex above = indexOf(*parent);
            Q_EMIT dataChanged(index(ofIt[first], 0, above), index(ofIt[next - 1], ColumnCount - 1, above));
        }
    }
}

void ChannelsModel::tellAllBelow(const ChannelNode &node)
{
    if (m_isStartingOver || node.children.empty())
        return;
    const QModelIndex above = indexOf(node);
    Q_EMIT dataChanged(index(0, 0, above), index(int(node.children.size()) - 1, ColumnCount - 1, above));
    for (const auto &each : node.children)
        tellAllBelow(*each);
}

QModelIndex ChannelsModel::find(const std::optional<QByteArray> &channel) const
{
    if (!channel || channel->isEmpty())
        return index(0, 0);
    const QByteArrayView path = *channel;
    const ChannelNode *node = findNode(path.endsWith('/') ? path.chopped(1) : path);
    return node ? indexOf(*node) : QModelIndex();
}

/// Null if not found.
const ChannelNode *ChannelsModel::findNode(QByteArrayView path) const
{
    const ChannelNode *node = &m_root;
    SegmentsInTurn segments(path);
    for (auto segment = segments.next(); segment && node; segment = segments.next())
        node = node->child(*segment);
    return node;
}

const ChannelNode &ChannelsModel::nodeAt(const QModelIndex &index) const
{
    const auto *node = static_cast<const ChannelNode *>(index.internalPointer());
    return node ? *node : m_root; // an invalid index is the root
}

QModelIndex ChannelsModel::indexOf(const ChannelNode &node, int column) const
{
    return &node == &m_root ? QModelIndex() : createIndex(node.row, column, &node);
}

QModelIndex ChannelsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent).children[size_t(row)].get());
}

QModelIndex ChannelsModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(*nodeAt(index).parent) : QModelIndex();
}

int ChannelsModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeAt(parent).children.size());
}

int ChannelsModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant ChannelsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ChannelNode &node = nodeAt(index);
    const ChannelCells cells(node, node.kind == ChannelNode::Kind::All ? m_root.sums : node.sums);
    return cells.data(index.column(), role);
}

QVariant ChannelsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal ? ChannelCells::header(section, role) : QVariant();
}

} // namespace hookbot
