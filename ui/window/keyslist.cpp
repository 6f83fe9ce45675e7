#include "ui/window/keyslist.h"

#include <QtCore/QStringList>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFrame>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>

namespace hookbot {

namespace {

/// Removes what only a menu needs.
QString bareLabel(QString text)
{
    return text.remove(QLatin1Char('&')).remove(QChar(0x2026));
}

QString shortcutsText(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &key : action.shortcuts())
        keys.append(key.toString(QKeySequence::NativeText));
    return keys.join(QStringLiteral(" / "));
}

/// Draws a shortcut like a key of a keyboard.
QWidget *keyCap(const QString &key)
{
    auto *cap = new QLabel(key);
    cap->setFrameShape(QFrame::StyledPanel);
    cap->setAutoFillBackground(true);
    cap->setBackgroundRole(QPalette::Base);
    cap->setAlignment(Qt::AlignCenter);
    cap->setMargin(cap->fontMetrics().height() / 6);
    cap->setMinimumWidth(2 * cap->fontMetrics().height());
    return cap;
}

} // namespace

KeysList::KeysList(const QList<QMenu *> &menus, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *columns = new QHBoxLayout;
    columns->setSpacing(2 * fontMetrics().height());
    auto *left = new QVBoxLayout;
    auto *right = new QVBoxLayout;
    for (qsizetype index = 0; index < menus.size(); ++index)
        (index < 2 ? left : right)->addWidget(section(*menus[index]));
    for (QVBoxLayout *column : { left, right }) {
        column->setSpacing(fontMetrics().height());
        column->addStretch();
        columns->addLayout(column);
    }
    auto *note = new QLabel(tr("Arrow keys move in lists, Tab moves to the next part of the window. Single letters are "
                               "not shortcuts in text fields."));
    note->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *all = new QVBoxLayout(this);
    all->addLayout(columns);
    all->addSpacing(fontMetrics().height() / 2);
    all->addWidget(note);
    all->addWidget(buttons);
}

QWidget *KeysList::section(const QMenu &menu)
{
    auto *section = new QWidget;
    auto *rows = new QGridLayout(section);
    rows->setContentsMargins({});
    rows->setVerticalSpacing(fontMetrics().height() / 4);
    auto *title = new QLabel(bareLabel(menu.title()));
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    rows->addWidget(title, 0, 0, 1, 2);
    rows->setColumnStretch(1, 1);
    for (const QAction *action : menu.actions()) {
        const QString keys = shortcutsText(*action);
        if (keys.isEmpty())
            continue;
        const int row = rows->rowCount();
        rows->addWidget(keyCap(keys), row, 0);
        rows->addWidget(new QLabel(bareLabel(action->text())), row, 1);
    }
    return section;
}

} // namespace hookbot
