#include "window/statusline.h"

#include "window/statelight.h"
#include "window/statuswords.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace hookbot {

namespace {

StateLight::Shape serverShape(ServerStatus::State state)
{
    switch (state) {
    case ServerStatus::State::Serving:
        return StateLight::Shape::Disc;
    case ServerStatus::State::Paused:
        return StateLight::Shape::Bars;
    case ServerStatus::State::Failed:
        return StateLight::Shape::Triangle;
    case ServerStatus::State::Starting:
        break;
    }
    return StateLight::Shape::Ring;
}

} // namespace

StatusLine::StatusLine(const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent),
      m_light(new StateLight(this)),
      m_text(new QLabel(this)),
      m_retry(new QPushButton(tr("Try &again"), this))
{
    m_text->setObjectName(QStringLiteral("statusText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setAccessibleName(tr("Server"));
    m_retry->setObjectName(QStringLiteral("retry"));
    connect(m_retry, &QPushButton::clicked, this, &StatusLine::retryAsked);
    auto *line = new QHBoxLayout(this);
    line->addWidget(m_light);
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
    m_light->setShape(serverShape(status.state));
    m_retry->setVisible(status.state == ServerStatus::State::Failed);
}

} // namespace hookbot
