#include "ui/channels/channelsfilter.h"
#include "ui/channels/channelsmodel.h"
#include "ui/channels/channelspane.h"

#include <QtCore/QPointer>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTreeView>

namespace hookbot {

void ChannelsPane::openMenu(const QPoint &place)
{
    const QModelIndex index = m_tree->indexAt(place);
    if (!index.isValid())
        return;
    auto *menu = new QMenu(m_tree);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu, index);
    menu->popup(m_tree->viewport()->mapToGlobal(place));
}

void ChannelsPane::fillMenu(QMenu &menu, const QModelIndex &index)
{
    const QVariant channelData = index.data(ChannelsModel::ChannelRole);
    const std::optional<QByteArray> channel =
        channelData.isValid() ? std::optional(channelData.toByteArray()) : std::nullopt;
    addCopyActions(menu, channel);
    menu.addSeparator();
    if (!channel) {
        menu.addAction(tr("Show all events"), this, [this] { select({}); });
    } else {
        menu.addAction(tr("Show only these events"), this, [this, name = *channel] { select(name); });
        const QVariant folder = index.data(ChannelsModel::FolderRole);
        if (folder.isValid() && folder.toByteArray() != *channel)
            menu.addAction(tr("Show everything below it"), this, [this, name = folder.toByteArray()] { select(name); });
        addNotify(menu, *channel);
    }
    menu.addSeparator();
    menu.addAction(tr("New token…"), this,
                   [this, name = channel.value_or(QByteArray())] { Q_EMIT newTokenAsked(name); });
}

void ChannelsPane::addCopyActions(QMenu &menu, const std::optional<QByteArray> &channel)
{
    using What = AccessCopy::What;
    const QByteArray name = channel.value_or(QByteArray());
    const bool isFolder = name.isEmpty() || name.endsWith('/');
    const auto add = [&](QMenu &where, const QString &text, What what) {
        QAction *action = where.addAction(text, this, [this, name, what] { m_copy->copy(name, what); });
        action->setEnabled(!isFolder || (what != What::PubUrl && what != What::Curl));
    };
    add(menu, tr("Copy sub URL"), What::SubUrl);
    add(menu, tr("Copy pub URL"), What::PubUrl);
    QMenu *as = menu.addMenu(tr("Copy as"));
    add(*as, QStringLiteral("curl"), What::Curl);
    add(*as, QStringLiteral("wscat"), What::Wscat);
    add(*as, QStringLiteral("hookbot listen"), What::Listen);
    add(*as, QStringLiteral("hookbot listen --forward"), What::Forward);
}

void ChannelsPane::addNotify(QMenu &menu, const QByteArray &channel)
{
    QAction *notify = menu.addAction(tr("Notify of events"));
    notify->setCheckable(true);
    notify->setChecked(m_desktop.preferences().notifiedChannels.contains(channel));
    connect(notify, &QAction::triggered, this, [this, channel](bool isOn) { setNotified(channel, isOn); });
}

void ChannelsPane::setNotified(const QByteArray &channel, bool isNotified)
{
    Preferences preferences = m_desktop.preferences();
    if (isNotified)
        preferences.notifiedChannels.insert(channel);
    else
        preferences.notifiedChannels.remove(channel);
    m_desktop.apply(preferences, [pane = QPointer(this)](const QList<PreferenceFault> &faults) {
        if (pane && !faults.isEmpty())
            Q_EMIT pane->failed(faults.first().message);
    });
}

void ChannelsPane::openHeaderMenu(const QPoint &place)
{
    QHeaderView *header = m_tree->header();
    auto *menu = new QMenu(header);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = ChannelsModel::Listeners; column < ChannelsModel::ColumnCount; ++column) {
        QAction *action = menu->addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_unwanted.contains(column));
        connect(action, &QAction::triggered, this, [this, column](bool isWanted) {
            if (isWanted)
                m_unwanted.remove(column);
            else
                m_unwanted.insert(column);
            fitColumns();
        });
    }
    menu->popup(header->mapToGlobal(place));
}

} // namespace hookbot
