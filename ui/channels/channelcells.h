#pragma once

#include "ui/channels/channelsmodel.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

/// The cells of a row of ChannelsModel. Made for one call of data().
class ChannelCells
{
    Q_DECLARE_TR_FUNCTIONS(hookbot::ChannelCells)

public:
    /// Both outlive it.
    ChannelCells(const ChannelNode &node, const ChannelNode::Sums &sums) : m_node(node), m_sums(sums) {}

    [[nodiscard]] QVariant data(int column, int role) const;
    [[nodiscard]] static QVariant header(int column, int role);

private:
    [[nodiscard]] ChannelsModel::State state() const;
    [[nodiscard]] QString shown(int column) const;
    [[nodiscard]] QString spoken(int column) const;
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString ago() const;
    [[nodiscard]] QString pathText() const;
    [[nodiscard]] QStringList sentences() const;
    [[nodiscard]] QString toolTip(int column) const;

    const ChannelNode &m_node;
    const ChannelNode::Sums &m_sums;
};

} // namespace hookbot
