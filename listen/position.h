#pragma once

#include <QtCore/QByteArray>

#include <chrono>

namespace hookbot::listen {

/// The position of a watch in the log: the value of `since=` (protocol, section 5) with which no event is missed or
/// received twice. Pure.
class Position
{
public:
    /// @p since is `none`, `all`, a duration or an id; empty means `none`.
    explicit Position(QByteArray since);

    /// An event was received; @p id is empty if the server has no ids. The position never moves back, since a server
    /// can replay an older event.
    void received(const QByteArray &id);

    /// The value of `since=` (empty for none) at the time @p passed after the first call. Before the first event it
    /// reaches back to that call, to cover the times without a connection.
    [[nodiscard]] QByteArray since(std::chrono::milliseconds passed) const;

    [[nodiscard]] const QByteArray &lastId() const { return m_lastId; }

    /// Whether this is valid for `since=`: none, all, a duration or an id.
    [[nodiscard]] static bool isSince(const QByteArray &text);

private:
    QByteArray m_since;
    QByteArray m_lastId;
};

} // namespace hookbot::listen
