#pragma once

#include "broker/monitor/snapshots.h"
#include "broker/stream/listener.h"

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace hookbot {

/// The listeners of a broker: owns them, and knows who they are. Lives in the I/O thread.
class Listeners
{
public:
    /// What is known of one from its request.
    struct Origin
    {
        QByteArray program; ///< its User-Agent
        ListenerStatus::Transport transport = ListenerStatus::Transport::WebSocket;
        bool isJson = false;
    };

    void add(std::unique_ptr<Listener> listener, Origin origin);

    /// Lets go of one; a null pointer where it is not there any more.
    [[nodiscard]] std::unique_ptr<Listener> remove(Listener *listener);

    /// The one of this id; a null pointer where it is gone.
    [[nodiscard]] Listener *find(qint64 id) const;

    /// All of them; copied, as whoever is cut leaves the table.
    [[nodiscard]] std::vector<Listener *> all() const;

    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }
    [[nodiscard]] size_t count() const { return m_entries.size(); }
    [[nodiscard]] qint64 queuedBytes() const;

    /// What a window is told of each, in the order they came; @p eventsAfter says how many events there are after an
    /// id, at most.
    [[nodiscard]] QList<ListenerStatus> statuses(const std::function<qint64(EventId)> &eventsAfter) const;

private:
    struct Entry
    {
        std::unique_ptr<Listener> listener;
        qint64 id = 0;
        std::chrono::system_clock::time_point since;
        Origin origin;
    };

    std::unordered_map<Listener *, Entry> m_entries;
    qint64 m_lastId = 0;
};

} // namespace hookbot
