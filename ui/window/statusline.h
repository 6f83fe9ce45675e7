#pragma once

#include "broker/monitor/snapshots.h"

#include <QtWidgets/QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace hookbot {

class ShapeMark;

/// The line at the top of the window: the state of the server, and buttons for the most common actions. GUI thread.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    /// @p actions become buttons, in this order. They outlive it.
    explicit StatusLine(const QList<QAction *> &actions, QWidget *parent = nullptr);

    void setStatus(const ServerStatus &status);

Q_SIGNALS:
    void retryAsked();

private:
    ShapeMark *m_mark;
    QLabel *m_text;
    QPushButton *m_retry;
};

} // namespace hookbot
