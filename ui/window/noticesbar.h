#pragma once

#include "ui/program/notice.h"

#include <QtWidgets/QWidget>

class QLabel;
class QVBoxLayout;

namespace hookbot {

/// What a person should know though nobody asked, below the line on top. Trouble stays until it is dismissed; what is
/// only to be known goes by itself. Takes no room where there is nothing. GUI thread.
class NoticesBar : public QWidget
{
    Q_OBJECT

public:
    explicit NoticesBar(QWidget *parent = nullptr);

    /// The same one twice is shown once.
    void add(const Notice &notice);

private:
    void remove(QWidget *row);
    void arrange();

    QList<QWidget *> m_rows; ///< the newest first
    QVBoxLayout *m_column;
    QLabel *m_more;
};

} // namespace hookbot
