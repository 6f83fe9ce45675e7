#include "ui/channels/channelmenu.h"

#include "ui/channels/channelsmodel.h"

namespace hookbot {

ChannelMenu::ChannelMenu(const QModelIndex &row, AccessCopy &copy, bool isNotified, QWidget *parent)
    : QMenu(parent),
      m_copy(copy)
{
    setAttribute(Qt::WA_DeleteOnClose);
    const QByteArray channel = row.data(ChannelsModel::ChannelRole).toByteArray();
    addCopyActions(channel);
    addSeparator();
    if (channel.isEmpty()) {
        addAction(tr("Show all events"), this, [this] { Q_EMIT showAsked({}); });
    } else {
        addShowActions(channel, row);
        addNotify(channel, isNotified);
    }
    addSeparator();
    addAction(tr("New token\u2026"), this, [this, channel] {
        Q_EMIT newTokenAsked(channel);
    })->setObjectName(QStringLiteral("newToken"));
}

void ChannelMenu::addCopyActions(const QByteArray &channel)
{
    using What = AccessCopy::What;
    const bool isPrefix = channel.isEmpty() || channel.endsWith('/');
    const auto add = [&](QMenu &menu, const char *name, const QString &text, What what) {
        QAction *action = menu.addAction(text, &m_copy, [&copy = m_copy, channel, what] { copy.copy(channel, what); });
        action->setObjectName(QLatin1String(name));
        action->setEnabled(!isPrefix || (what != What::PubUrl && what != What::Curl));
    };
    add(*this, "subscribeUrl", tr("Copy subscribe URL"), What::SubUrl);
    add(*this, "publishUrl", tr("Copy publish URL"), What::PubUrl);
    QMenu *as = addMenu(tr("Copy as"));
    add(*as, "curl", QStringLiteral("curl"), What::Curl);
    add(*as, "wscat", QStringLiteral("wscat"), What::Wscat);
    add(*as, "listen", QStringLiteral("hookbot listen"), What::Listen);
    add(*as, "forward", QStringLiteral("hookbot listen --forward"), What::Forward);
}

void ChannelMenu::addShowActions(const QByteArray &channel, const QModelIndex &row)
{
    addAction(tr("Show only these events"), this, [this, channel] { Q_EMIT showAsked(channel); });
    const QVariant folder = row.data(ChannelsModel::FolderRole);
    if (folder.isValid() && folder.toByteArray() != channel)
        addAction(tr("Show all channels below"), this, [this, name = folder.toByteArray()] {
            Q_EMIT showAsked(name);
        })->setObjectName(QStringLiteral("showBelow"));
}

void ChannelMenu::addNotify(const QByteArray &channel, bool isNotified)
{
    QAction *notify = addAction(tr("Notify me"));
    notify->setObjectName(QStringLiteral("notify"));
    notify->setCheckable(true);
    notify->setChecked(isNotified);
    connect(notify, &QAction::triggered, this, [this, channel](bool isOn) { Q_EMIT notifyAsked(channel, isOn); });
}

} // namespace hookbot
