#pragma once

#include "broker/monitor/monitor.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QTimer;

namespace hookbot {

class ShapeMark;

/// A URL or a token is pasted, and what it opens is said.
class TokenCheck : public QWidget
{
    Q_OBJECT

public:
    /// The monitor must outlive it.
    explicit TokenCheck(Monitor &monitor, QWidget *parent = nullptr);

private:
    void layOut();
    void ask();
    void tell(const TokenExplanation &explanation);
    void tellNothing();

    Monitor &m_monitor;
    quint64 m_asked = 0;
    QTimer *m_askSoon; ///< all live channels are tried, which is not done for each letter
    QLineEdit *m_text;
    QLineEdit *m_path;
    ShapeMark *m_mark;
    QLabel *m_why;
    QListWidget *m_channels;
};

} // namespace hookbot
