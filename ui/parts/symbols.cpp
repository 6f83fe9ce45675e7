#include "ui/parts/symbols.h"

#include <QtCore/QByteArray>
#include <QtCore/QFile>
#include <QtGui/QGuiApplication>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtGui/QPalette>
#include <QtSvg/QSvgRenderer>

#include <utility>

namespace hookbot {

namespace {

class SymbolEngine final : public QIconEngine
{
public:
    explicit SymbolEngine(QByteArray svg) : m_svg(std::move(svg)) {}

    void paint(QPainter *painter, const QRect &place, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(state)
        const QPalette palette = QGuiApplication::palette();
        QColor color = palette.color(QPalette::Active, QPalette::ButtonText);
        if (mode == QIcon::Disabled)
            color = palette.color(QPalette::Disabled, QPalette::ButtonText);
        else if (mode == QIcon::Selected)
            color = palette.color(QPalette::Active, QPalette::HighlightedText);
        const qreal side = qMin(place.width(), place.height());
        QRectF square(0, 0, side, side);
        square.moveCenter(QRectF(place).center());
        draw(*painter, m_svg, square, color);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new SymbolEngine(m_svg); }

private:
    QByteArray m_svg;
};

} // namespace

QIcon symbol(const QString &name)
{
    const QByteArray svg = drawing(name);
    return svg.isEmpty() ? QIcon() : QIcon(new SymbolEngine(svg));
}

QIcon programIcon()
{
    QIcon icon;
    const QByteArray svg = drawing(QStringLiteral("hookbot"));
    for (const int side : { 16, 22, 24, 32, 48, 64, 128, 256 }) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        draw(painter, svg, QRectF(0, 0, side, side), Qt::black);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

QByteArray drawing(const QString &name)
{
    QFile file(QStringLiteral(":/hookbot/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void draw(QPainter &painter, QByteArray svg, const QRectF &place, const QColor &color)
{
    QSvgRenderer(svg.replace("currentColor", color.name().toLatin1())).render(&painter, place);
}

} // namespace hookbot
