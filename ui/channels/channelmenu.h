#pragma once

#include "ui/channels/accesscopy.h"

#include <QtCore/QModelIndex>
#include <QtWidgets/QMenu>

#include <optional>

namespace hookbot {

/// The context menu of one row of the tree of channels. It deletes itself when it closes.
class ChannelMenu final : public QMenu
{
    Q_OBJECT

public:
    /// @p row is of a model with ChannelsModel's roles. @p isNotified: its events are shown as notifications. @p copy
    /// outlives the menu.
    ChannelMenu(const QModelIndex &row, AccessCopy &copy, bool isNotified, QWidget *parent);

Q_SIGNALS:
    /// Show this channel or prefix; empty: all events.
    void showAsked(const QByteArray &channel);
    void notifyAsked(const QByteArray &channel, bool isNotified);
    void newTokenAsked(const QByteArray &channel);

private:
    void addCopyActions(const QByteArray &channel);
    void addShowActions(const QByteArray &channel, const QModelIndex &row);
    void addNotify(const QByteArray &channel, bool isNotified);

    AccessCopy &m_copy;
};

} // namespace hookbot
