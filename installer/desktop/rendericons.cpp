// Usage: rendericons SVG FOLDER SIDE...: draws the picture as FOLDER/SIDE.png, SIDE pixels wide and high.

#include <QtCore/QString>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtSvg/QSvgRenderer>

#include <cstdio>

int main(int argc, char **argv)
{
    constexpr int FirstSide = 3;
    if (argc <= FirstSide)
        return 2;
    QSvgRenderer picture(QString::fromLocal8Bit(argv[1]));
    if (!picture.isValid()) {
        std::fprintf(stderr, "rendericons: %s is no SVG that Qt can draw\n", argv[1]);
        return 1;
    }
    for (int argument = FirstSide; argument < argc; ++argument) {
        const QString side = QString::fromLatin1(argv[argument]);
        QImage image(side.toInt(), side.toInt(), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        picture.render(&painter);
        painter.end();
        const QString file = QString::fromLocal8Bit(argv[2]) + u'/' + side + QStringLiteral(".png");
        if (!image.save(file)) {
            std::fprintf(stderr, "rendericons: cannot write %s\n", qPrintable(file));
            return 1;
        }
    }
    return 0;
}
