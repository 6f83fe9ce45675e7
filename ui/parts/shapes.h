#pragma once

#include <QtGui/QColor>
#include <QtGui/QPixmap>
#include <QtWidgets/QWidget>

class QPainter;

namespace hookbot {

/// Each state has its own shape, for people who cannot rely on colour.
enum class Shape {
    None,
    Dot,     ///< healthy
    Ring,    ///< no event yet
    Square,  ///< has events, but no listeners
    Bars,    ///< paused
    Triangle ///< a problem, or a danger
};

/// The colours of states: each has a contrast of at least 4.5:1 with the palette's window and base, light or dark.
enum class Tone { Plain, Muted, Good, Warning, Bad };

[[nodiscard]] QColor toneColor(Tone tone, const QPalette &palette);

/// Fills @p area, which is a square.
void paintShape(QPainter &painter, const QRectF &area, Shape shape, const QColor &color);

[[nodiscard]] QPixmap shapePixmap(Shape shape, const QColor &color, int side, qreal pixelRatio);

/// A shape beside a text with the same meaning.
class ShapeMark : public QWidget
{
    Q_OBJECT

public:
    explicit ShapeMark(QWidget *parent = nullptr);

    void setShape(Shape shape, Tone tone);
    [[nodiscard]] Shape shape() const { return m_shape; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Shape m_shape = Shape::None;
    Tone m_tone = Tone::Plain;
};

} // namespace hookbot
