#include "ui/listeners/listenersmodel.h"

#include "ui/text/format.h"

#include <QtCore/QHash>
#include <QtCore/QLocale>

#include <algorithm>

namespace hookbot {

namespace {

constexpr qsizetype RowsOneByOne = 200;

QString listenedChannel(const ListenerStatus &listener)
{
    return listener.channel.isEmpty() ? ListenersModel::tr("all channels") : visible(listener.channel);
}

} // namespace

void ListenersModel::set(const QList<ListenerStatus> &listeners)
{
    QHash<qint64, ListenerStatus> now;
    now.reserve(listeners.size());
    for (const ListenerStatus &each : listeners)
        now.insert(each.id, each);
    removeGone(now);
    for (ListenerStatus &each : m_listeners)
        each = now.take(each.id);
    if (!m_listeners.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_listeners.size()) - 1, ColumnCount - 1));
    if (now.isEmpty())
        return;
    QList<ListenerStatus> fresh = now.values();
    std::ranges::sort(fresh, {}, &ListenerStatus::id);
    const int first = int(m_listeners.size());
    beginInsertRows({}, first, first + int(fresh.size()) - 1);
    m_listeners += fresh;
    endInsertRows();
}

void ListenersModel::removeGone(const QHash<qint64, ListenerStatus> &now)
{
    const auto isGone = [&now](const ListenerStatus &each) { return !now.contains(each.id); };
    if (std::ranges::count_if(m_listeners, isGone) > RowsOneByOne) {
        beginResetModel();
        m_listeners.removeIf(isGone);
        endResetModel();
        return;
    }
    for (qsizetype row = m_listeners.size(); row-- > 0;) {
        if (!isGone(m_listeners[row]))
            continue;
        beginRemoveRows({}, int(row), int(row));
        m_listeners.removeAt(row);
        endRemoveRows();
    }
}

int ListenersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_listeners.size());
}

int ListenersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ListenersModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ListenerStatus &listener = m_listeners[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return shown(listener, index.column());
    case Qt::ToolTipRole:
        return toolTip(listener, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((index.column() < Delivered ? Qt::AlignLeading : Qt::AlignTrailing) |
                                   Qt::AlignVCenter);
    case IdRole:
        return listener.id;
    case SortRole:
        return sortKey(listener, index.column());
    default:
        return {};
    }
}

QVariant ListenersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section < Delivered ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Channel:
        return tr("Channel");
    case Address:
        return tr("Address");
    case Program:
        return tr("Program");
    case Since:
        return tr("Since");
    case Delivered:
        return tr("Delivered");
    case Queued:
        return tr("Queued");
    case Behind:
        return tr("Behind");
    default:
        return {};
    }
}

QString ListenersModel::shown(const ListenerStatus &listener, int column)
{
    switch (column) {
    case Channel:
        return listenedChannel(listener);
    case Address:
        return visible(listener.remote);
    case Program:
        return listener.program.isEmpty() ? tr("unknown") : visible(listener.program, 100);
    case Since:
        return timeText(listener.since, std::chrono::system_clock::now());
    case Delivered:
        return QLocale().toString(listener.delivered);
    case Queued:
        return listener.queuedBytes > 0 ? sizeText(listener.queuedBytes) : QStringLiteral("0");
    case Behind:
        return listener.behind > 0 ? tr("%1 events").arg(QLocale().toString(listener.behind)) : tr("up to date");
    default:
        return {};
    }
}

QVariant ListenersModel::sortKey(const ListenerStatus &listener, int column)
{
    switch (column) {
    case Since:
        return qint64(listener.since.time_since_epoch().count());
    case Delivered:
        return listener.delivered;
    case Queued:
        return listener.queuedBytes;
    case Behind:
        return listener.behind;
    default:
        return shown(listener, column);
    }
}

QString ListenersModel::toolTip(const ListenerStatus &listener, int column)
{
    QString text;
    switch (column) {
    case Channel:
        text = listenedChannel(listener);
        break;
    case Program:
        text = listener.program.isEmpty() ? tr("It sent no User-Agent.") : visible(listener.program);
        text += u'\n';
        text += listener.transport == ListenerStatus::Transport::WebSocket ? tr("Over WebSocket")
                                                                           : tr("Over Server-Sent Events");
        if (listener.isJson)
            text += tr(", events as JSON");
        break;
    case Since:
        text = exactTimeText(listener.since);
        break;
    case Behind:
        text = listener.behind > 0 ? tr("Up to this many events behind.") : tr("It has received everything.");
        break;
    default:
        return {};
    }
    // Escaped, since untrusted text must not be read as markup.
    return QStringLiteral("<p>") + text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")) + QStringLiteral("</p>");
}

} // namespace hookbot
