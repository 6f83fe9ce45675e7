#include "ui/channels/channelcells.h"

#include "ui/text/format.h"

#include <QtCore/QLocale>

#include <algorithm>

namespace hookbot {

using ChannelState = ChannelsModel::State;
using NodeKind = ChannelNode::Kind;

QVariant ChannelCells::data(int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return shown(column);
    case Qt::ToolTipRole:
        return toolTip(column);
    case Qt::AccessibleTextRole:
        return spoken(column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((column == ChannelsModel::Name ? Qt::AlignLeading : Qt::AlignTrailing) |
                                   Qt::AlignVCenter);
    case ChannelsModel::ChannelRole:
        if (m_node.kind == NodeKind::All)
            return {};
        return m_node.channel ? m_node.path() : m_node.prefixName();
    case ChannelsModel::FolderRole:
        return m_node.children.empty() && !m_node.prefix ? QVariant() : QVariant(m_node.prefixName());
    case ChannelsModel::PathRole:
        return m_node.path();
    case ChannelsModel::StateRole:
        return QVariant::fromValue(state());
    case ChannelsModel::PerMinuteRole:
        return QVariant::fromValue(QList<int>(m_sums.perMinute.begin(), m_sums.perMinute.end()));
    default:
        return {};
    }
}

QVariant ChannelCells::header(int column, int role)
{
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((column == ChannelsModel::Name ? Qt::AlignLeading : Qt::AlignTrailing) |
                                   Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        switch (column) {
        case ChannelsModel::Listeners:
            return tr("Listeners connected now");
        case ChannelsModel::Events:
            return tr("Events in the log");
        case ChannelsModel::Rate:
            return tr("Events per minute in the last hour");
        case ChannelsModel::LastEvent:
            return tr("Time since the last event");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case ChannelsModel::Name:
        return tr("Channel");
    case ChannelsModel::Listeners:
        return tr("Listeners");
    case ChannelsModel::Events:
        return tr("Events");
    case ChannelsModel::Rate:
        return tr("Last hour");
    case ChannelsModel::LastEvent:
        return tr("Last");
    default:
        return {};
    }
}

ChannelState ChannelCells::state() const
{
    if (m_node.kind == NodeKind::Unsafe)
        return ChannelState::Unsafe;
    if (!m_node.channel)
        return ChannelState::Plain;
    if (m_node.channel->events == 0)
        return m_node.channel->listeners > 0 ? ChannelState::Waiting : ChannelState::Plain;
    return m_node.hasListener() ? ChannelState::Live : ChannelState::NoListeners;
}

QString ChannelCells::name() const
{
    switch (m_node.kind) {
    case NodeKind::All:
        return tr("All events");
    case NodeKind::Unsafe:
        return tr("unsafe channels");
    default:
        return m_node.shownSegment;
    }
}

QString ChannelCells::ago() const
{
    if (!m_sums.lastTime)
        return {};
    const auto passed = std::chrono::system_clock::now() - *m_sums.lastTime;
    return durationText(std::max(std::chrono::seconds(0), std::chrono::duration_cast<std::chrono::seconds>(passed)));
}

QString ChannelCells::shown(int column) const
{
    switch (column) {
    case ChannelsModel::Name:
        return name();
    case ChannelsModel::Listeners:
        return QLocale().toString(m_sums.listeners);
    case ChannelsModel::Events:
        return QLocale().toString(m_sums.events);
    case ChannelsModel::LastEvent:
        return ago();
    default:
        return {};
    }
}

QString ChannelCells::spoken(int column) const
{
    switch (column) {
    case ChannelsModel::Name:
        return (QStringList(name()) + sentences()).join(QStringLiteral(", "));
    case ChannelsModel::Listeners:
        return tr("%n listener(s)", nullptr, m_sums.listeners);
    case ChannelsModel::Events:
        return tr("%1 events").arg(QLocale().toString(m_sums.events));
    case ChannelsModel::Rate:
        return tr("%1 in the last hour").arg(QLocale().toString(m_sums.lastHour()));
    case ChannelsModel::LastEvent:
        return m_sums.lastTime ? tr("last event %1 ago").arg(ago()) : tr("no event yet");
    default:
        return {};
    }
}

QString ChannelCells::pathText() const
{
    constexpr qsizetype LongestPath = 500;
    const QString path = m_node.shownPath();
    return path.size() <= LongestPath ? path : path.first(LongestPath) + QChar(0x2026);
}

QStringList ChannelCells::sentences() const
{
    QStringList all;
    switch (state()) {
    case ChannelState::Waiting:
        all.append(tr("It has listeners, but no events yet."));
        break;
    case ChannelState::NoListeners:
        all.append(tr("It has events, but no listeners."));
        break;
    case ChannelState::Unsafe:
        all.append(tr(
            "Unsafe: anyone can publish here without a token. Check the signature of an event before you trust it."));
        break;
    case ChannelState::Live:
    case ChannelState::Plain:
        break;
    }
    if (m_node.prefix && m_node.prefix->listeners > 0)
        all.append(tr("%n listener(s) receive everything below it.", nullptr, m_node.prefix->listeners));
    return all;
}

QString ChannelCells::toolTip(int column) const
{
    if (column == ChannelsModel::Rate)
        return tr("%1 in the last hour, %2 in this minute")
            .arg(QLocale().toString(m_sums.lastHour()), QLocale().toString(m_sums.perMinute.back()));
    if (column == ChannelsModel::LastEvent)
        return m_sums.lastTime ? exactTimeText(*m_sums.lastTime) : tr("No event yet");
    QStringList lines;
    if (m_node.kind == NodeKind::Segment)
        lines.append(pathText() + (m_node.channel ? QString() : QStringLiteral("/")));
    lines.append(tr("%n listener(s)", nullptr, m_sums.listeners) + QStringLiteral(" · ") +
                 spoken(ChannelsModel::Events) + QStringLiteral(" · ") + spoken(ChannelsModel::LastEvent));
    lines += sentences();
    for (QString &line : lines)
        line = line.toHtmlEscaped(); // a channel's name must not be read as markup
    return QStringLiteral("<p>") + lines.join(QStringLiteral("<br>")) + QStringLiteral("</p>");
}

} // namespace hookbot
