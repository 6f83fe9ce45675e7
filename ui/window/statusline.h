#pragma once

#include "broker/monitor/snapshots.h"

#include <QtWidgets/QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace hookbot {

class ShapeMark;

/// The line on top of the window: what the server does, and buttons for what is wanted most. GUI thread.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    /// The actions become buttons, in this order. They outlive it.
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
