#pragma once

#include <QtCore/QByteArray>

#include <chrono>

namespace hookbot::listen {

/// Where in the log a watch is: what to ask for with `since=` (protocol, section 5) so that nothing is missed and
/// nothing comes twice. Pure.
class Place
{
public:
    /// @p since is `none`, `all`, a duration or an id, empty for `none`.
    explicit Place(QByteArray since);

    /// An event was heard; empty where the server gives no ids. A server can give an event once more, so that the place
    /// never goes back.
    void heard(const QByteArray &id);

    /// The value of `since=`, empty for none, so long after the first call. Before the first event it counts back to
    /// that call: nobody was listening in between.
    [[nodiscard]] QByteArray since(std::chrono::milliseconds passed) const;

    [[nodiscard]] const QByteArray &lastId() const { return m_lastId; }

    /// Whether this can be a `since=`: none, all, a duration or an id.
    [[nodiscard]] static bool isSince(const QByteArray &text);

private:
    QByteArray m_since;
    QByteArray m_lastId;
};

} // namespace hookbot::listen
