#pragma once

#include "ui/program/notice.h"

#include <QtWidgets/QWidget>

class QLabel;
class QVBoxLayout;

namespace hookbot {

/// The program's notices, below the status line. A problem stays until it is dismissed; information hides itself after
/// a while. Without notices the bar takes no space. GUI thread.
class NoticesBar : public QWidget
{
    Q_OBJECT

public:
    explicit NoticesBar(QWidget *parent = nullptr);

    /// A notice that is already shown is not added again.
    void add(const Notice &notice);

private:
    void remove(QWidget *row);
    void arrange();

    QList<QWidget *> m_rows; ///< the newest first
    QVBoxLayout *m_column;
    QLabel *m_more;
};

} // namespace hookbot
