#pragma once

#include "broker/monitor/monitor.h"

#include <QtWidgets/QWidget>

class QLabel;
class QTimer;

namespace hookbot {

class ShapeMark;

/// The window's bottom line: how the broker's own test event fares, and how full the log is.
class HealthLine : public QWidget
{
    Q_OBJECT

public:
    /// The monitor must outlive it.
    explicit HealthLine(Monitor &monitor, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void tell();

    Monitor &m_monitor;
    ShapeMark *m_mark;
    QLabel *m_words;
    QTimer *m_second; ///< while somebody can see it
};

} // namespace hookbot
