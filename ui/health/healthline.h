#pragma once

#include "broker/monitor/monitor.h"

#include <QtWidgets/QWidget>

class QLabel;
class QTimer;

namespace hookbot {

class ShapeMark;

/// The bottom line of the window: the state of the self-check, and the size of the log.
class HealthLine : public QWidget
{
    Q_OBJECT

public:
    /// @p monitor outlives it.
    explicit HealthLine(Monitor &monitor, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();

    Monitor &m_monitor;
    ShapeMark *m_mark;
    QLabel *m_text;
    QTimer *m_second; ///< runs while the line is visible
};

} // namespace hookbot
