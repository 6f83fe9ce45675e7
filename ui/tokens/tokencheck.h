#pragma once

#include "broker/monitor/monitor.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QTimer;

namespace hookbot {

class ShapeMark;

/// Shows what a pasted URL or token opens.
class TokenCheck : public QWidget
{
    Q_OBJECT

public:
    /// @p monitor outlives it.
    explicit TokenCheck(Monitor &monitor, QWidget *parent = nullptr);

private:
    void layOut();
    void ask();
    void showExplanation(const TokenExplanation &explanation);
    void showNothing();

    Monitor &m_monitor;
    quint64 m_asked = 0;
    QTimer *m_askSoon; ///< trying all channels is too much for every keystroke
    QLineEdit *m_text;
    QLineEdit *m_path;
    ShapeMark *m_mark;
    QLabel *m_why;
    QListWidget *m_channels;
};

} // namespace hookbot
