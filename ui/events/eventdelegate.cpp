#include "ui/events/eventdelegate.h"

#include "ui/events/eventsmodel.h"
#include "ui/text/eventtext.h"
#include "ui/text/format.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <limits>

namespace hookbot {

namespace {

struct EventDelegateText
{
    Q_DECLARE_TR_FUNCTIONS(EventDelegate)
};

constexpr int RowMargin = 6;

/// The colour of secondary text, with enough contrast to be read (over 7:1 for black on white).
QColor fainter(const QColor &text, const QColor &background)
{
    const auto mixed = [](int a, int b) { return (a * 70 + b * 30) / 100; };
    return { mixed(text.red(), background.red()), mixed(text.green(), background.green()),
             mixed(text.blue(), background.blue()) };
}

/// A line of a row, filled from both ends.
class RowLine
{
public:
    RowLine(QPainter &painter, const QRect &rect, Qt::LayoutDirection direction)
        : m_painter(painter),
          m_whole(rect),
          m_left(rect),
          m_direction(direction)
    {
    }

    void atEnd(const QString &text, int least = 0, int most = std::numeric_limits<int>::max())
    {
        const int wanted = std::max(least, m_painter.fontMetrics().horizontalAdvance(text));
        const int width = std::min({ wanted, m_left.width(), most });
        draw(QRect(m_left.right() - width + 1, m_left.y(), width, m_left.height()), text, Qt::AlignRight);
        m_left.setRight(m_left.right() - width - gap());
    }

    void atBegin(const QString &text, int least = 0)
    {
        const int width = std::min(std::max(least, m_painter.fontMetrics().horizontalAdvance(text)), m_left.width());
        draw(QRect(m_left.x(), m_left.y(), width, m_left.height()), text, Qt::AlignLeft);
        m_left.setLeft(m_left.left() + width + gap());
    }

    /// Draws a triangle with an exclamation mark, slightly higher than a capital letter.
    void warningAtBegin()
    {
        const int side = m_painter.fontMetrics().ascent();
        const QRect place = mirrored(QRect(m_left.x(), m_left.center().y() - side / 2, side, side));
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
        QPen pen(m_painter.pen().color(), std::max(1.0, side / 10.0));
        pen.setJoinStyle(Qt::RoundJoin);
        pen.setCapStyle(Qt::RoundCap);
        m_painter.setPen(pen);
        const QRectF box = QRectF(place).adjusted(pen.widthF(), pen.widthF(), -pen.widthF(), -pen.widthF());
        m_painter.drawPolygon(QPolygonF{ QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft() });
        const double middle = box.center().x();
        m_painter.drawLine(QPointF(middle, box.top() + box.height() * 0.4),
                           QPointF(middle, box.top() + box.height() * 0.62));
        m_painter.drawPoint(QPointF(middle, box.top() + box.height() * 0.82));
        m_painter.restore();
        m_left.setLeft(m_left.left() + side + gap() / 2);
    }

    void skip(int width) { m_left.setLeft(m_left.left() + width + gap()); }

    [[nodiscard]] int width() const { return m_left.width(); }
    [[nodiscard]] int gap() const { return m_painter.fontMetrics().averageCharWidth() * 3 / 2; }

private:
    [[nodiscard]] QRect mirrored(const QRect &rect) const { return QStyle::visualRect(m_direction, m_whole, rect); }

    void draw(const QRect &rect, const QString &text, Qt::Alignment alignment)
    {
        // Round up to whole pixels, so that a text is not elided for want of a fraction of one.
        const QFontMetrics metrics = m_painter.fontMetrics();
        const bool isFitting = metrics.horizontalAdvance(text) <= rect.width();
        const QString shown = isFitting ? text : metrics.elidedText(text, Qt::ElideRight, rect.width());
        m_painter.drawText(mirrored(rect),
                           int(QStyle::visualAlignment(m_direction, alignment | Qt::AlignVCenter)) |
                               Qt::TextSingleLine | Qt::TextDontClip,
                           shown);
    }

    QPainter &m_painter;
    QRect m_whole;
    QRect m_left;
    Qt::LayoutDirection m_direction;
};

QFont boldFont(const QFont &font)
{
    QFont bold = font;
    bold.setWeight(QFont::DemiBold);
    return bold;
}

} // namespace

void EventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto event = index.data(EventsModel::EventRole).value<EventSummary>();
    QStyleOptionViewItem shown = option;
    initStyleOption(&shown, index);
    shown.text.clear();
    const QStyle *style = shown.widget != nullptr ? shown.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &shown, painter, shown.widget);

    const bool isSelected = shown.state.testFlag(QStyle::State_Selected);
    const auto group = !shown.state.testFlag(QStyle::State_Enabled) ? QPalette::Disabled
                       : shown.state.testFlag(QStyle::State_Active) ? QPalette::Active
                                                                    : QPalette::Inactive;
    const QColor text = shown.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text);
    const QColor faint = isSelected ? text : fainter(text, shown.palette.color(group, QPalette::Base));
    const QRect inner = shown.rect.adjusted(RowMargin + 2, RowMargin, -RowMargin - 2, -RowMargin);
    const int lineHeight = shown.fontMetrics.height();
    const QRect upper(inner.x(), inner.y(), inner.width(), lineHeight);
    const QRect lower(inner.x(), inner.bottom() - lineHeight + 1, inner.width(), lineHeight);

    painter->save();
    painter->setFont(shown.font);
    // The width of a time of today, so that the second line is aligned with the channel.
    const int timeWidth = shown.fontMetrics.horizontalAdvance(QStringLiteral("00:00:00"));
    RowLine first(*painter, upper, shown.direction);
    painter->setPen(faint);
    first.atBegin(timeText(event.time, std::chrono::system_clock::now()), timeWidth);
    painter->setPen(text);
    first.atEnd(kindText(event), 0, first.width() / 2);
    if (event.isUnsafe()) {
        first.warningAtBegin();
        first.atBegin(EventDelegateText::tr("unsafe:"));
    }
    painter->setFont(boldFont(shown.font));
    first.atBegin(channelText(event.channel));

    painter->setFont(shown.font);
    RowLine second(*painter, lower, shown.direction);
    const bool isLost = event.deliveredTo == 0;
    painter->setFont(isLost ? boldFont(shown.font) : shown.font);
    painter->setPen(isLost ? text : faint);
    second.atEnd(deliveredMark(event), shown.fontMetrics.horizontalAdvance(QStringLiteral("00 \u2713")));
    painter->setFont(shown.font);
    painter->setPen(faint);
    second.atEnd(sizeText(event.size), shown.fontMetrics.horizontalAdvance(QStringLiteral("000.0 kB")));
    second.skip(timeWidth);
    second.atBegin(eventLine(event));
    painter->restore();
}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const QFontMetrics metrics(option.font);
    return { metrics.averageCharWidth() * 40, metrics.height() * 2 + metrics.leading() + 2 + RowMargin * 2 };
}

} // namespace hookbot
