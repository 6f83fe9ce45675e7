#include "ui/window/statusline.h"

#include "ui/parts/shapes.h"
#include "ui/text/statustext.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace hookbot {

namespace {

void showState(ShapeMark &mark, ServerStatus::State state)
{
    switch (state) {
    case ServerStatus::State::Serving:
        mark.setShape(Shape::Dot, Tone::Good);
        return;
    case ServerStatus::State::Paused:
        mark.setShape(Shape::Bars, Tone::Warning);
        return;
    case ServerStatus::State::Failed:
        mark.setShape(Shape::Triangle, Tone::Bad);
        return;
    case ServerStatus::State::Starting:
        break;
    }
    mark.setShape(Shape::Ring, Tone::Plain);
}

} // namespace

StatusLine::StatusLine(const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent),
      m_mark(new ShapeMark(this)),
      m_text(new QLabel(this)),
      m_retry(new QPushButton(tr("Try &again"), this))
{
    m_text->setObjectName(QStringLiteral("statusText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_retry->setObjectName(QStringLiteral("retry"));
    connect(m_retry, &QPushButton::clicked, this, &StatusLine::retryAsked);
    auto *line = new QHBoxLayout(this);
    line->addWidget(m_mark);
    line->addWidget(m_text, 1);
    line->addWidget(m_retry);
    for (QAction *action : actions) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        line->addWidget(button);
    }
    setStatus({});
}

void StatusLine::setStatus(const ServerStatus &status)
{
    QStringList parts{ stateText(status), countsText(status) };
    parts.removeAll(QString());
    m_text->setText(parts.join(QStringLiteral(" \u00b7 ")));
    showState(*m_mark, status.state);
    m_retry->setVisible(status.state == ServerStatus::State::Failed);
}

} // namespace hookbot
