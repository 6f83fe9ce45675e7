#pragma once

#include <QtWidgets/QDialog>

class QMenu;

namespace hookbot {

/// The keys of the window, as its actions have them. GUI thread.
class KeysList : public QDialog
{
    Q_OBJECT

public:
    KeysList(const QList<QMenu *> &menus, QWidget *parent);

private:
    [[nodiscard]] QWidget *section(const QMenu &menu);
};

} // namespace hookbot
