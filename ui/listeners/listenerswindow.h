#pragma once

#include "broker/monitor/monitor.h"

#include <QtWidgets/QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTreeView;

namespace hookbot {

class ListenersModel;

/// The connected listeners, with a button to disconnect them. It shows what the Monitor reports; the owner sets the
/// Monitor's interests when visibleChanged() is emitted.
class ListenersWindow : public QDialog
{
    Q_OBJECT

public:
    /// @p monitor outlives it.
    explicit ListenersWindow(Monitor &monitor, QWidget *parent = nullptr);

    /// Disconnects the selected listeners; asks first if there are several.
    void disconnectSelected();

Q_SIGNALS:
    void visibleChanged(bool isVisible);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    void showCount();
    [[nodiscard]] QList<qint64> selected() const;
    void disconnectAll(const QList<qint64> &listeners);

    Monitor &m_monitor;
    ListenersModel *m_model;
    QSortFilterProxyModel *m_filter;
    QLineEdit *m_search;
    QTreeView *m_table;
    QLabel *m_count;
    QPushButton *m_disconnect;
};

} // namespace hookbot
