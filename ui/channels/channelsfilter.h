#pragma once

#include <QtCore/QSortFilterProxyModel>

namespace hookbot {

class ChannelsModel;
struct ChannelNode;

/// The channels of a ChannelsModel whose names contain a text, and their folders. Sorted, with all events first and
/// unsafe channels last.
class ChannelsFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// @p model outlives it.
    explicit ChannelsFilter(ChannelsModel &model, QObject *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] bool isFiltering() const { return !m_text.isEmpty(); }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    [[nodiscard]] const ChannelNode &nodeOf(const QModelIndex &index) const;

    QString m_text;
    int m_number = 0; ///< of the search: results that nodes remember of another one are stale
};

} // namespace hookbot
