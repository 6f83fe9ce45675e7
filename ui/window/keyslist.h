#pragma once

#include <QtWidgets/QDialog>

class QMenu;

namespace hookbot {

/// The keyboard shortcuts of the window's actions. GUI thread.
class KeysList : public QDialog
{
    Q_OBJECT

public:
    KeysList(const QList<QMenu *> &menus, QWidget *parent);

private:
    [[nodiscard]] QWidget *section(const QMenu &menu);
};

} // namespace hookbot
