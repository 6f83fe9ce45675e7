#pragma once

#include "broker/monitor/monitor.h"
#include "ui/channels/accesscopy.h"
#include "ui/program/program.h"

#include <QtCore/QModelIndex>
#include <QtCore/QSet>
#include <QtWidgets/QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QSettings;
class QTimer;
class QTreeView;

namespace hookbot {

class ChannelColumns;
class ChannelsFilter;
class ChannelsModel;

/// The left pane: the tree of channels, and the actions on a channel. It shows what the Monitor reports; the window
/// sets the Monitor's interests.
class ChannelsPane : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive it.
    ChannelsPane(Monitor &monitor, Program &program, QWidget *parent = nullptr);

    /// The last choice, even if no row has that name: nullopt for all events, a prefix with its slash for a folder.
    [[nodiscard]] std::optional<QByteArray> currentChannel() const { return m_current; }

    /// Copies the URL of the current channel, of everything below the current folder, or of all safe channels.
    void copySubUrl();
    /// Copies the URL of the current channel. Fails for a folder, since an event is published to one channel.
    void copyPubUrl();

    void focusSearch();

    /// Selects a channel as a person would. Its row is shown as soon as there is one. Empty: all events.
    void select(const QByteArray &channel);

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);

Q_SIGNALS:
    void channelChosen(const std::optional<QByteArray> &channel);
    void newTokenAsked(const QByteArray &channel);
    void copied(const QString &what);
    /// An action failed.
    void failed(const QString &why);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    void apply(const ChannelsChange &change);
    void showLeftOut();
    void search();
    void currentMoved(const QModelIndex &index);
    void choose(const std::optional<QByteArray> &channel);
    void showCurrent();
    void unfold(const QModelIndex &parent);
    void remember(const QModelIndex &index, bool isUnfolded);
    void openMenu(const QPoint &place);
    void setNotified(const QByteArray &channel, bool isNotified);

    Monitor &m_monitor;
    Program &m_program;
    AccessCopy *m_copy;
    ChannelsModel *m_model;
    ChannelsFilter *m_filter;
    QLineEdit *m_search;
    QTreeView *m_tree;
    ChannelColumns *m_columns = nullptr;
    QLabel *m_note; ///< why the tree does not show everything
    QTimer *m_second;
    std::optional<QByteArray> m_current;
    QSet<QByteArray> m_folded;   ///< by a person, as paths
    QSet<QByteArray> m_unfolded; ///< by a person
    bool m_isOurs = false;       ///< the pane itself moves or expands rows, not a person
};

} // namespace hookbot
