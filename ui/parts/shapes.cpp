#include "ui/parts/shapes.h"

#include "ui/parts/colors.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace hookbot {

QColor toneColor(Tone tone, const QPalette &palette)
{
    const bool onDark = isDark(palette.color(QPalette::Window));
    switch (tone) {
    case Tone::Good:
        return onDark ? QColor(0x5f, 0xd0, 0x7a) : QColor(0x17, 0x6b, 0x32);
    case Tone::Warning:
        return onDark ? QColor(0xf0, 0xb4, 0x3c) : QColor(0x8a, 0x55, 0x00);
    case Tone::Bad:
        return onDark ? QColor(0xff, 0x8f, 0x85) : QColor(0xb3, 0x1d, 0x22);
    case Tone::Muted:
        return mutedColor(palette.color(QPalette::WindowText), palette.color(QPalette::Window));
    case Tone::Plain:
        break;
    }
    return palette.color(QPalette::WindowText);
}

void paintShape(QPainter &painter, const QRectF &area, Shape shape, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal side = area.width();
    const QPen outline(color, side / 8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (shape) {
    case Shape::None:
        break;
    case Shape::Dot:
        painter.drawEllipse(area.center(), side * 0.28, side * 0.28);
        break;
    case Shape::Ring:
        painter.setPen(outline);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(area.center(), side * 0.25, side * 0.25);
        break;
    case Shape::Square: {
        painter.setPen(outline);
        painter.setBrush(Qt::NoBrush);
        const qreal inset = side * 0.26;
        painter.drawRect(area.adjusted(inset, inset, -inset, -inset));
        break;
    }
    case Shape::Bars:
        for (const qreal left : { 0.24, 0.58 })
            painter.drawRect(QRectF(area.left() + side * left, area.top() + side * 0.2, side * 0.18, side * 0.6));
        break;
    case Shape::Triangle: {
        painter.setPen(outline);
        painter.setBrush(Qt::NoBrush);
        const auto at = [&](qreal x, qreal y) { return QPointF(area.left() + side * x, area.top() + side * y); };
        painter.drawPolygon(QPolygonF{ at(0.5, 0.12), at(0.92, 0.86), at(0.08, 0.86) });
        painter.drawLine(at(0.5, 0.4), at(0.5, 0.58));
        painter.drawPoint(at(0.5, 0.73));
        break;
    }
    }
    painter.restore();
}

QPixmap shapePixmap(Shape shape, const QColor &color, int side, qreal pixelRatio)
{
    const int pixels = int(side * pixelRatio);
    QPixmap pixmap(pixels, pixels);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintShape(painter, QRectF(0, 0, side, side), shape, color);
    return pixmap;
}

ShapeMark::ShapeMark(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ShapeMark::setShape(Shape shape, Tone tone)
{
    m_shape = shape;
    m_tone = tone;
    update();
}

QSize ShapeMark::sizeHint() const
{
    const int side = fontMetrics().height();
    return { side, side };
}

void ShapeMark::paintEvent(QPaintEvent *)
{
    const int side = std::min(width(), height());
    QPainter painter(this);
    paintShape(painter, QRectF((width() - side) / 2.0, (height() - side) / 2.0, side, side), m_shape,
               toneColor(m_tone, palette()));
}

} // namespace hookbot
