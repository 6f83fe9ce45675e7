#include "ui/detail/findbar.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>

namespace hookbot {

namespace {

QToolButton *makeFindButton(const QString &mark, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(mark);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    return button;
}

} // namespace

FindBar::FindBar(QWidget *parent) : QWidget(parent), m_text(new QLineEdit(this)), m_answer(new QLabel(this))
{
    m_text->setPlaceholderText(tr("Find in body"));
    m_text->setAccessibleName(tr("Find in body"));
    m_text->setMaxLength(200);
    m_text->setClearButtonEnabled(true);
    auto *previous = makeFindButton(QStringLiteral("\u2191"), tr("Previous (Shift+Enter)"), this);
    auto *next = makeFindButton(QStringLiteral("\u2193"), tr("Next (Enter)"), this);
    auto *close = makeFindButton(QStringLiteral("\u2715"), tr("Close (Esc)"), this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 4, 0, 0);
    row->addWidget(m_text, 1);
    row->addWidget(m_answer);
    row->addWidget(previous);
    row->addWidget(next);
    row->addWidget(close);

    m_pause.setSingleShot(true);
    m_pause.setInterval(150);
    connect(&m_pause, &QTimer::timeout, this, [this] { Q_EMIT asked(true); });
    connect(m_text, &QLineEdit::textEdited, this, [this] {
        m_answer->clear();
        m_pause.start();
    });
    connect(previous, &QToolButton::clicked, this, [this] { Q_EMIT asked(false); });
    connect(next, &QToolButton::clicked, this, [this] { Q_EMIT asked(true); });
    connect(close, &QToolButton::clicked, this, &FindBar::closed);
}

void FindBar::begin()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

QString FindBar::text() const
{
    return m_text->text();
}

void FindBar::setAnswer(const QString &answer)
{
    m_answer->setText(answer);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        m_pause.stop();
        Q_EMIT asked(!event->modifiers().testFlag(Qt::ShiftModifier));
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace hookbot
