#include "ui/window/messageline.h"

#include "ui/parts/symbols.h"

#include <QtCore/QEvent>
#include <QtGui/QAccessible>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGraphicsDropShadowEffect>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr auto DoneStays = 5s;
constexpr auto FailureStays = 20s;

} // namespace

MessageLine::MessageLine(QWidget *parent) : QFrame(parent), m_symbol(new QLabel(this)), m_text(new QLabel(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(fontMetrics().height());
    shadow->setOffset(0, 2);
    shadow->setColor(QColor(0, 0, 0, 110));
    setGraphicsEffect(shadow);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto *dismiss = new QToolButton(this);
    dismiss->setIcon(symbol(QStringLiteral("close")));
    dismiss->setAutoRaise(true);
    dismiss->setToolTip(tr("Dismiss"));
    dismiss->setAccessibleName(tr("Dismiss the message"));
    dismiss->setFocusPolicy(Qt::TabFocus);
    auto *line = new QHBoxLayout(this);
    line->addWidget(m_symbol);
    line->addWidget(m_text, 1);
    line->addWidget(dismiss);
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, &QWidget::hide);
    connect(dismiss, &QToolButton::clicked, this, &QWidget::hide);
    parent->installEventFilter(this);
    hide();
}

void MessageLine::setMargin(int margin)
{
    m_margin = margin;
    place();
}

void MessageLine::showDone(const QString &text)
{
    showText(text, QStringLiteral("done"), DoneStays);
}

void MessageLine::showFailure(const QString &text)
{
    showText(text, QStringLiteral("trouble"), FailureStays);
}

void MessageLine::showText(const QString &text, const QString &symbolName, std::chrono::seconds time)
{
    const int side = fontMetrics().height();
    m_symbol->setPixmap(symbol(symbolName).pixmap(QSize(side, side), devicePixelRatio()));
    m_text->setText(text);
    m_text->setAccessibleName(text);
    m_end.start(time);
    place();
    show();
    raise();
    QAccessibleEvent spoken(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&spoken);
}

bool MessageLine::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        place();
    return false;
}

void MessageLine::place()
{
    const QWidget &around = *parentWidget();
    const int most = std::max(around.width() - 4 * fontMetrics().height(), 1);
    const int text = fontMetrics().horizontalAdvance(m_text->text()) + fontMetrics().averageCharWidth();
    const QMargins margins = layout()->contentsMargins();
    const int others = sizeHint().width() - m_text->sizeHint().width() + margins.left();
    const int width = std::min(text + others, most);
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height();
    setGeometry((around.width() - width) / 2, around.height() - m_margin - height, width, height);
}

} // namespace hookbot
