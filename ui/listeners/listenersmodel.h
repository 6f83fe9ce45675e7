#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QAbstractTableModel>

namespace hookbot {

/// The connected listeners, one a row. A listener keeps its row while it is connected.
class ListenersModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Channel, Address, Program, Since, Delivered, Queued, Behind, ColumnCount };
    enum Role { IdRole = Qt::UserRole + 1, SortRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// Sets all current listeners, in any order.
    void set(const QList<ListenerStatus> &listeners);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString shown(const ListenerStatus &listener, int column);
    [[nodiscard]] static QVariant sortKey(const ListenerStatus &listener, int column);
    [[nodiscard]] static QString toolTip(const ListenerStatus &listener, int column);
    void removeGone(const QHash<qint64, ListenerStatus> &now);

    QList<ListenerStatus> m_listeners; ///< in the order in which they connected
};

} // namespace hookbot
