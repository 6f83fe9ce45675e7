#pragma once

#include <QtCore/QString>
#include <QtGui/QIcon>

class QByteArray;
class QColor;
class QPainter;
class QRectF;

namespace hookbot {

/// One of the program's own symbols by its name (`pause` is resources/icons/pause.svg): drawn for the size and the
/// screen it is painted on, in the colour that the palette has for text by then. Empty where there is none of that
/// name.
[[nodiscard]] QIcon symbol(const QString &name);

/// The program's icon, in its colours.
[[nodiscard]] QIcon programIcon();

/// What stands in a file of icons, which is named without its ending; empty where there is none.
[[nodiscard]] QByteArray drawing(const QString &name);

/// Draws an SVG whose lines are of `currentColor`.
void draw(QPainter &painter, QByteArray svg, const QRectF &place, const QColor &color);

} // namespace hookbot
