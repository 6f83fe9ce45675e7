#pragma once

#include <QtCore/QString>
#include <QtGui/QIcon>

class QByteArray;
class QColor;
class QPainter;
class QRectF;

namespace hookbot {

/// One of the program's symbols by its name (`pause` is resources/icons/pause.svg). It is drawn when it is painted, for
/// the size, the screen and the palette's text colour at that time. Null if there is no such symbol.
[[nodiscard]] QIcon symbol(const QString &name);

/// The program's icon, in its colours.
[[nodiscard]] QIcon programIcon();

/// The content of a file of icons, named without its suffix; empty if there is no such file.
[[nodiscard]] QByteArray drawing(const QString &name);

/// Draws an SVG whose lines have the colour `currentColor`.
void draw(QPainter &painter, QByteArray svg, const QRectF &place, const QColor &color);

} // namespace hookbot
