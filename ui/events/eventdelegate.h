#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace hookbot {

/// Paints an event as two lines: when and where it came and what it is; below, who did what, how large it is and to how
/// many listeners it went.
class EventDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace hookbot
