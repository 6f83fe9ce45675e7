#include "ui/window/keyguard.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>

namespace hookbot {

namespace {

bool isOwnKeyOf(const QWidget &widget, const QKeyEvent &key)
{
    if ((key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) != 0)
        return false;
    if (widget.testAttribute(Qt::WA_InputMethodEnabled)) // text is typed into it
        return !key.text().isEmpty();
    if (qobject_cast<const QComboBox *>(&widget) && !key.text().isEmpty() && key.text().front().isLetterOrNumber())
        return true; // it chooses the item that begins so
    const bool presses = key.key() == Qt::Key_Space || key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    return presses && (qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QComboBox *>(&widget));
}

} // namespace

KeyGuard::KeyGuard(QObject *parent) : QObject(parent)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { watch(now); });
    watch(QApplication::focusWidget());
}

void KeyGuard::watch(QWidget *widget)
{
    if (m_watched)
        m_watched->removeEventFilter(this);
    m_watched = widget;
    if (widget)
        widget->installEventFilter(this);
}

bool KeyGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride || watched != m_watched ||
        !isOwnKeyOf(*m_watched, *static_cast<QKeyEvent *>(event)))
        return false;
    event->accept();
    return true;
}

} // namespace hookbot
