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

/// Who is connected, and Disconnect. It shows what the monitor tells; the window sets its interests, and hears from
/// visibleChanged() when it has to.
class ListenersWindow : public QDialog
{
    Q_OBJECT

public:
    /// The monitor must outlive it.
    explicit ListenersWindow(Monitor &monitor, QWidget *parent = nullptr);

    /// The selected ones; asks where they are several.
    void disconnectSelected();

Q_SIGNALS:
    void visibleChanged(bool isVisible);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    void tellCount();
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
