#include "window/statelight.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace hookbot {

StateLight::StateLight(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StateLight::setShape(Shape shape)
{
    m_shape = shape;
    update();
}

QSize StateLight::sizeHint() const
{
    const int side = fontMetrics().height() * 6 / 7;
    return { side, side };
}

QColor StateLight::color(Shape shape, const QPalette &palette)
{
    const bool isDark = palette.color(QPalette::Window).lightness() < 128;
    switch (shape) {
    case Shape::Disc:
        return isDark ? QColor(0x57, 0xc9, 0x7b) : QColor(0x1a, 0x7f, 0x37);
    case Shape::Bars:
        return isDark ? QColor(0xf2, 0xc1, 0x4e) : QColor(0x8a, 0x5a, 0x00);
    case Shape::Triangle:
        return isDark ? QColor(0xff, 0x8a, 0x7a) : QColor(0xc0, 0x1c, 0x1c);
    case Shape::Ring:
        break;
    }
    return palette.color(QPalette::WindowText);
}

void StateLight::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal side = std::min(width(), height());
    painter.translate((width() - side) / 2, (height() - side) / 2);
    painter.scale(side / 12, side / 12); // drawn on a grid of 12
    const QColor ink = color(m_shape, palette());
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    switch (m_shape) {
    case Shape::Ring:
        painter.setPen(QPen(ink, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QRectF(2, 2, 8, 8));
        break;
    case Shape::Disc:
        painter.drawEllipse(QRectF(1, 1, 10, 10));
        break;
    case Shape::Bars:
        painter.drawRect(QRectF(2, 1, 3, 10));
        painter.drawRect(QRectF(7, 1, 3, 10));
        break;
    case Shape::Triangle:
        painter.drawPolygon(QPolygonF({ { 6, 0.5 }, { 12, 11.5 }, { 0, 11.5 } }));
        break;
    }
}

} // namespace hookbot
