#include "ui/channels/channeldelegate.h"

#include "ui/channels/channelsmodel.h"
#include "ui/parts/shapes.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace hookbot {

namespace {

using ChannelRowState = ChannelsModel::State;

constexpr int RateWidth = ChannelStatus::Minutes;
constexpr int RateMargin = 4;

Shape channelShape(ChannelRowState state)
{
    switch (state) {
    case ChannelRowState::Live:
        return Shape::Dot;
    case ChannelRowState::Waiting:
        return Shape::Ring;
    case ChannelRowState::NoListeners:
        return Shape::Square;
    case ChannelRowState::Unsafe:
        return Shape::Triangle;
    case ChannelRowState::Plain:
        break;
    }
    return Shape::None;
}

bool isChannelSelected(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Selected);
}

QColor channelTextColor(const QStyleOptionViewItem &option)
{
    return option.palette.color(isChannelSelected(option) ? QPalette::HighlightedText : QPalette::Text);
}

void paintRate(QPainter &painter, const QRect &area, const QList<int> &perMinute, const QColor &color)
{
    const int most = perMinute.isEmpty() ? 0 : *std::ranges::max_element(perMinute);
    const qreal step = qreal(area.width()) / qreal(std::max(qsizetype(1), perMinute.size()));
    painter.save();
    QColor faint = color;
    faint.setAlphaF(0.25F);
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), faint);
    for (qsizetype minute = 0; minute < perMinute.size() && most > 0; ++minute) {
        if (perMinute[minute] <= 0)
            continue;
        const qreal height = std::max(1.0, qreal(area.height()) * perMinute[minute] / most);
        painter.fillRect(QRectF(area.left() + double(minute) * step, area.bottom() + 1 - height, step, height), color);
    }
    painter.restore();
}

} // namespace

void ChannelDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.column() != ChannelsModel::Name)
        return;
    const auto state = index.data(ChannelsModel::StateRole).value<ChannelRowState>();
    if (state == ChannelRowState::Plain)
        return;
    const bool isWarning = state == ChannelRowState::Unsafe && !isChannelSelected(*option);
    const QColor color = isWarning ? toneColor(Tone::Warning, option->palette) : channelTextColor(*option);
    const int side = option->fontMetrics.height();
    const qreal ratio = option->widget ? option->widget->devicePixelRatioF() : 1.0;
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = { side, side };
    const QPixmap sign = shapePixmap(channelShape(state), color, side, ratio);
    option->icon = QIcon(sign);
    option->icon.addPixmap(sign, QIcon::Selected); // else the style tints it
}

void ChannelDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (index.column() != ChannelsModel::Rate)
        return;
    const QRect area = option.rect.adjusted(RateMargin, RateMargin, -RateMargin, -RateMargin);
    paintRate(*painter, area, index.data(ChannelsModel::PerMinuteRole).value<QList<int>>(), channelTextColor(option));
}

QSize ChannelDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() + 6);
    if (index.column() == ChannelsModel::Rate)
        size.setWidth(RateWidth + 2 * RateMargin);
    return size;
}

} // namespace hookbot
