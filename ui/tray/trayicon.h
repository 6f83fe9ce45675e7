#pragma once

#include "broker/monitor/snapshots.h"
#include "ui/tray/trayimage.h"

#include <QtCore/QTimer>
#include <QtWidgets/QSystemTrayIcon>

#include <memory>

class QMenu;

namespace hookbot {

/// The icon in the panel, for as long as there is one, and once there is one. GUI thread.
class TrayIcon : public QObject
{
    Q_OBJECT

public:
    /// @p menu outlives it.
    TrayIcon(QMenu &menu, bool isPanelDark, QObject *parent = nullptr);
    ~TrayIcon() override;

    void show();

    /// Whether a panel shows icons at all.
    [[nodiscard]] static bool isPanelThere() { return QSystemTrayIcon::isSystemTrayAvailable(); }

    void setStatus(const ServerStatus &status);

    /// Events came that nobody has looked at.
    void setNews(bool isNew);

    /// An event passes.
    void pulse();

    void notify(const QString &title, const QString &text, bool isTrouble);

    [[nodiscard]] TrayState state() const;
    [[nodiscard]] QString toolTip() const;
    [[nodiscard]] bool isPulsing() const { return m_pulse.isActive(); }

Q_SIGNALS:
    /// A panel came where there was none.
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
    QTimer m_look; ///< for a panel, where there is none
    ServerStatus m_status;
    bool m_isNew = false;
};

} // namespace hookbot
