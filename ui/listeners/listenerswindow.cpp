#include "ui/listeners/listenerswindow.h"

#include "ui/listeners/listenersmodel.h"
#include "ui/parts/screenfit.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QAction>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

namespace hookbot {

namespace {

/// The same row height as in the tree of channels.
class ListenerDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(option.fontMetrics.height() + 6);
        return size;
    }
};

} // namespace

ListenersWindow::ListenersWindow(Monitor &monitor, QWidget *parent)
    : QDialog(parent),
      m_monitor(monitor),
      m_model(new ListenersModel(this)),
      m_filter(new QSortFilterProxyModel(this)),
      m_search(new QLineEdit(this)),
      m_table(new QTreeView(this)),
      m_count(new QLabel(this)),
      m_disconnect(new QPushButton(tr("Disconnect"), this))
{
    m_filter->setSourceModel(m_model);
    m_filter->setSortRole(ListenersModel::SortRole);
    m_filter->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setFilterKeyColumn(-1);
    layOut();
    const auto show = [this](const QList<ListenerStatus> &listeners) {
        m_model->set(listeners);
        showCount();
    };
    connect(&m_monitor, &Monitor::listenersChanged, this, show);
    m_monitor.findListeners(this, show); // those that were already reported to another watcher
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setFilterFixedString(text.trimmed());
        showCount();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_disconnect->setEnabled(!selected().isEmpty()); });
    connect(m_disconnect, &QPushButton::clicked, this, &ListenersWindow::disconnectSelected);
    showCount();
}

void ListenersWindow::layOut()
{
    setWindowTitle(tr("Listeners"));
    m_search->setObjectName(QStringLiteral("searchListeners"));
    m_disconnect->setObjectName(QStringLiteral("disconnect"));
    m_search->setPlaceholderText(tr("Search listeners"));
    m_search->setAccessibleName(tr("Search listeners"));
    m_search->setClearButtonEnabled(true);

    m_table->setModel(m_filter);
    m_table->setItemDelegate(new ListenerDelegate(m_table));
    m_table->setAccessibleName(tr("Listeners"));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ListenersModel::Channel, Qt::AscendingOrder);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(ListenersModel::Channel, QHeaderView::Stretch);
    const int letter = fontMetrics().averageCharWidth();
    const auto widen = [&](int column, int letters) { m_table->header()->resizeSection(column, letter * letters); };
    widen(ListenersModel::Address, 24);
    widen(ListenersModel::Program, 28);
    widen(ListenersModel::Since, 15);
    widen(ListenersModel::Delivered, 12);
    widen(ListenersModel::Queued, 12);
    widen(ListenersModel::Behind, 16);

    auto *disconnect = new QAction(tr("Disconnect"), m_table);
    disconnect->setShortcut(Qt::Key_Delete);
    disconnect->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(disconnect);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(disconnect, &QAction::triggered, this, &ListenersWindow::disconnectSelected);

    m_disconnect->setEnabled(false);
    m_disconnect->setAutoDefault(false);
    m_disconnect->setToolTip(tr("Most programs reconnect on their own"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *below = new QHBoxLayout;
    below->addWidget(m_disconnect);
    below->addWidget(m_count, 1);
    below->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_table, 1);
    layout->addLayout(below);
    m_table->setFocus();
    resize(letter * 156, fontMetrics().height() * 24);
    fitToScreen(*this);
}

void ListenersWindow::showCount()
{
    const int all = m_model->rowCount();
    const int shown = m_filter->rowCount();
    if (all == 0)
        m_count->setText(tr("No listeners are connected. Copy a subscribe URL and open it with a program."));
    else if (shown == all)
        m_count->setText(tr("%n listener(s)", nullptr, all));
    else
        m_count->setText(tr("%1 of %n listener(s)", nullptr, all).arg(shown));
}

QList<qint64> ListenersWindow::selected() const
{
    QList<qint64> listeners;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        listeners.append(row.data(ListenersModel::IdRole).toLongLong());
    return listeners;
}

void ListenersWindow::disconnectSelected()
{
    const QList<qint64> listeners = selected();
    if (listeners.size() < 2) {
        disconnectAll(listeners);
        return;
    }
    auto *ask =
        new QMessageBox(QMessageBox::Question, tr("Disconnect"),
                        tr("Disconnect %n listener(s)?", nullptr, int(listeners.size())), QMessageBox::Cancel, this);
    ask->setInformativeText(tr("Most programs reconnect on their own."));
    ask->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *yes = ask->addButton(tr("Disconnect"), QMessageBox::AcceptRole);
    ask->setDefaultButton(yes);
    connect(yes, &QPushButton::clicked, this, [this, listeners] { disconnectAll(listeners); });
    ask->open();
}

void ListenersWindow::disconnectAll(const QList<qint64> &listeners)
{
    for (const qint64 listener : listeners)
        m_monitor.disconnectListener(listener);
}

void ListenersWindow::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    Q_EMIT visibleChanged(true);
}

void ListenersWindow::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    Q_EMIT visibleChanged(false);
}

} // namespace hookbot
