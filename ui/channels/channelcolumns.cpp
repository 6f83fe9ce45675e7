#include "ui/channels/channelcolumns.h"

#include "ui/channels/channelsmodel.h"

#include <QtCore/QSettings>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTreeView>

#include <algorithm>

namespace hookbot {

namespace {

constexpr int ColumnMargin = 12;
constexpr int NameLetters = 24; ///< room for a name, before there is room for numbers

QString titleOf(const QTreeView &tree, int column)
{
    return tree.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
}

} // namespace

ChannelColumns::ChannelColumns(QTreeView &tree) : QObject(&tree), m_tree(tree)
{
    QHeaderView *header = m_tree.header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setMinimumSectionSize(m_tree.fontMetrics().averageCharWidth() * 5);
    header->setSectionResizeMode(ChannelsModel::Name, QHeaderView::Stretch);
    widen(ChannelsModel::Listeners, QStringLiteral("9,999"));
    widen(ChannelsModel::Events, QStringLiteral("999,999"));
    widen(ChannelsModel::LastEvent, tr("%n day(s)", nullptr, 30));
    header->resizeSection(ChannelsModel::Rate, ChannelStatus::Minutes + ColumnMargin);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &ChannelColumns::openMenu);
}

void ChannelColumns::widen(int column, const QString &longest)
{
    const QFontMetrics metrics = m_tree.fontMetrics();
    const int text = std::max(metrics.horizontalAdvance(titleOf(m_tree, column)), metrics.horizontalAdvance(longest));
    m_tree.header()->resizeSection(column, text + ColumnMargin);
}

void ChannelColumns::fit()
{
    QHeaderView *header = m_tree.header();
    int room = m_tree.viewport()->width() - m_tree.fontMetrics().averageCharWidth() * NameLetters;
    for (const int column :
         { ChannelsModel::Listeners, ChannelsModel::Rate, ChannelsModel::LastEvent, ChannelsModel::Events }) {
        if (m_hidden.contains(column)) {
            header->hideSection(column);
            continue;
        }
        header->showSection(column); // a hidden section reports a width of zero
        room -= header->sectionSize(column);
        header->setSectionHidden(column, room < 0);
    }
}

void ChannelColumns::openMenu(const QPoint &place)
{
    QHeaderView *header = m_tree.header();
    auto *menu = new QMenu(header);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = ChannelsModel::Listeners; column < ChannelsModel::ColumnCount; ++column) {
        QAction *action = menu->addAction(titleOf(m_tree, column));
        action->setCheckable(true);
        action->setChecked(!m_hidden.contains(column));
        connect(action, &QAction::triggered, this, [this, column](bool isShown) { setHidden(column, !isShown); });
    }
    menu->popup(header->mapToGlobal(place));
}

void ChannelColumns::setHidden(int column, bool isHidden)
{
    if (isHidden)
        m_hidden.insert(column);
    else
        m_hidden.remove(column);
    fit();
}

void ChannelColumns::saveState(QSettings &settings) const
{
    settings.setValue(QStringLiteral("channels/columns"), m_tree.header()->saveState());
    QStringList hidden;
    for (const int column : m_hidden)
        hidden.append(QString::number(column));
    settings.setValue(QStringLiteral("channels/unwanted"), hidden);
}

void ChannelColumns::restoreState(QSettings &settings)
{
    m_tree.header()->restoreState(settings.value(QStringLiteral("channels/columns")).toByteArray());
    m_hidden.clear();
    const QStringList hidden = settings.value(QStringLiteral("channels/unwanted")).toStringList();
    for (const QString &column : hidden)
        m_hidden.insert(column.toInt());
    fit();
}

} // namespace hookbot
