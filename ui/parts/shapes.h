#pragma once

#include <QtGui/QColor>
#include <QtGui/QPixmap>
#include <QtWidgets/QWidget>

class QPainter;

namespace hookbot {

/// States are told apart by shape, for whom colours say nothing.
enum class Shape {
    None,
    Dot,     ///< all is well
    Ring,    ///< nothing has come yet
    Square,  ///< something is here, and nobody takes it
    Bars,    ///< paused
    Triangle ///< trouble, or a danger
};

/// Colours of state; each stands out from the palette's window and base by 4.5:1, light or dark.
enum class Tone { Plain, Muted, Good, Warning, Bad };

[[nodiscard]] QColor toneColor(Tone tone, const QPalette &palette);

/// Fills @p area, which is as high as it is wide.
void paintShape(QPainter &painter, const QRectF &area, Shape shape, const QColor &color);

[[nodiscard]] QPixmap shapePixmap(Shape shape, const QColor &color, int side, qreal pixelRatio);

/// A shape that stands before the words that say the same.
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
