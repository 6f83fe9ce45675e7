#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace hookbot {

/// Paints an event as two lines: its time, channel and kind; below, its summary, its size and the number of listeners
/// it was delivered to.
class EventDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace hookbot
