#pragma once

#include "broker/monitor/snapshots.h"
#include "ui/tray/trayimage.h"

#include <QtCore/QTimer>
#include <QtWidgets/QSystemTrayIcon>

#include <memory>

class QMenu;

namespace hookbot {

/// The icon in the panel. If there is no panel, it appears when one starts. GUI thread.
class TrayIcon : public QObject
{
    Q_OBJECT

public:
    /// @p menu outlives it.
    TrayIcon(QMenu &menu, bool isPanelDark, QObject *parent = nullptr);
    ~TrayIcon() override;

    void show();

    /// Whether there is a panel that shows icons.
    [[nodiscard]] static bool isPanelThere() { return QSystemTrayIcon::isSystemTrayAvailable(); }

    void setStatus(const ServerStatus &status);

    /// There are events that nobody has looked at.
    void setNews(bool isNew);

    /// Shows for a moment that an event arrived.
    void pulse();

    void notify(const QString &title, const QString &text, bool isTrouble);

    [[nodiscard]] TrayState state() const;
    [[nodiscard]] QString toolTip() const;
    [[nodiscard]] bool isPulsing() const { return m_pulse.isActive(); }

Q_SIGNALS:
    /// A panel started.
    void panelCame();
    void clicked();
    void notificationClicked();

private:
    void make();
    void paint();
    void lookForPanel();

    QMenu &m_menu;
    const bool m_isPanelDark;
    std::unique_ptr<QSystemTrayIcon> m_icon;
    QTimer m_pulse;
    QTimer m_look; ///< polls for a panel
    ServerStatus m_status;
    bool m_isNew = false;
};

} // namespace hookbot
