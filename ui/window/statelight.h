#pragma once

#include <QtWidgets/QWidget>

namespace hookbot {

/// A state as a small shape: what it says, colour says once more.
class StateLight : public QWidget
{
    Q_OBJECT

public:
    enum class Shape {
        Ring,    ///< not yet
        Disc,    ///< well
        Bars,    ///< paused
        Triangle ///< trouble
    };

    explicit StateLight(QWidget *parent = nullptr);

    void setShape(Shape shape);
    [[nodiscard]] Shape shape() const { return m_shape; }
    [[nodiscard]] QSize sizeHint() const override;

    /// Can be told from the palette's grounds, light or dark.
    [[nodiscard]] static QColor color(Shape shape, const QPalette &palette);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Shape m_shape = Shape::Ring;
};

} // namespace hookbot
