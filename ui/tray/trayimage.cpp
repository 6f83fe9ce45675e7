#include "ui/tray/trayimage.h"

#include "ui/parts/colors.h"
#include "ui/parts/symbols.h"

#include <QtCore/QByteArray>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtGui/QPalette>

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

constexpr std::array PanelSizes{ 16, 22, 24, 32, 44, 48, 64 };

/// The horizontal centre of a badge, as a fraction of the width.
constexpr qreal BadgeMiddle = 0.775;

/// The grid that is aligned with whole pixels at this size.
int gridOf(int side)
{
    if (side < 22 || side == 32)
        return 16;
    return side % 22 == 0 ? 22 : 24;
}

QByteArray trayPart(const char *name, int grid)
{
    return drawing(QStringLiteral("tray/%1-%2").arg(QLatin1String(name)).arg(grid));
}

const char *badgeName(TrayState state)
{
    switch (state) {
    case TrayState::New:
        return "new";
    case TrayState::Paused:
        return "paused";
    case TrayState::Trouble:
        return "trouble";
    case TrayState::Serving:
        break;
    }
    return nullptr;
}

QColor badgeColor(TrayState state, bool isPanelDark)
{
    switch (state) {
    case TrayState::Trouble:
        return isPanelDark ? QColor(0xff, 0x7b, 0x6b) : QColor(0xc6, 0x20, 0x20);
    case TrayState::Paused:
        return isPanelDark ? QColor(0xf2, 0xc1, 0x4e) : QColor(0x8a, 0x5a, 0x00);
    case TrayState::New:
    case TrayState::Serving:
        break;
    }
    return isPanelDark ? QColor(0x5a, 0xc8, 0xff) : QColor(0x0b, 0x66, 0xb8);
}

class TrayEngine final : public QIconEngine
{
public:
    TrayEngine(TrayState state, bool isPulsing, bool isPanelDark)
        : m_state(state),
          m_isPulsing(isPulsing),
          m_isPanelDark(isPanelDark)
    {
    }

    void paint(QPainter *painter, const QRect &place, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        QPixmap image = pixmap(place.size() * ratio, mode, state);
        image.setDevicePixelRatio(ratio);
        painter->drawPixmap(place.topLeft(), image);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(mode)
        Q_UNUSED(state)
        QPixmap image(size);
        image.fill(Qt::transparent);
        const int side = std::min(size.width(), size.height());
        const int grid = gridOf(side);
        const QRectF place(QRect((size.width() - side) / 2, (size.height() - side) / 2, side, side));
        const QColor mark = m_isPanelDark ? QColor(0xfc, 0xfc, 0xfc) : QColor(0x23, 0x26, 0x29);
        QPainter painter(&image);
        // An outline that is invisible on the expected panel, and keeps the mark legible if the guess was wrong.
        QByteArray halo = trayPart("mark", grid);
        painter.setOpacity(0.8);
        draw(painter, halo.replace("stroke-width=\"2\"", "stroke-width=\"3.5\""), place,
             m_isPanelDark ? QColor(0x23, 0x26, 0x29) : QColor(0xfc, 0xfc, 0xfc));
        painter.setOpacity(1);
        draw(painter, trayPart("mark", grid), place, mark);
        if (m_isPulsing)
            draw(painter, trayPart("pulse", grid), place, badgeColor(TrayState::New, m_isPanelDark));
        if (const char *name = badgeName(m_state)) {
            const QByteArray badge = trayPart(name, grid);
            QByteArray gap = badge;
            painter.setCompositionMode(QPainter::CompositionMode_DestinationOut);
            painter.fillRect(place.adjusted(side * BadgeMiddle, 0, 0, 0), Qt::black); // hides the end of the branch
            draw(painter, gap.replace("stroke-width=\"0\"", "stroke-width=\"2.5\""), place, Qt::black);
            painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
            draw(painter, badge, place, badgeColor(m_state, m_isPanelDark));
        }
        return image;
    }

    // Panels over D-Bus receive all sizes.
    QList<QSize> availableSizes(QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(mode)
        Q_UNUSED(state)
        QList<QSize> sizes;
        for (const int side : PanelSizes)
            sizes.append(QSize(side, side));
        return sizes;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new TrayEngine(*this); }

private:
    TrayState m_state;
    bool m_isPulsing;
    bool m_isPanelDark;
};

} // namespace

QIcon trayImage(TrayState state, bool isPulsing, bool isPanelDark)
{
    return QIcon(new TrayEngine(state, isPulsing, isPanelDark));
}

bool isPanelDark(const QByteArray &desktop, const QString &platform, const QPalette &system)
{
    if (desktop.isEmpty() && platform == QLatin1String("xcb")) // a panel with a plain window manager
        return true;
    constexpr std::array darkAlways{ "GNOME", "Unity", "Pantheon", "Budgie", "X-Cinnamon" };
    if (std::ranges::any_of(darkAlways, [&desktop](const char *name) { return desktop.contains(name); }))
        return true;
    return isDark(system.color(QPalette::Window));
}

} // namespace hookbot
