#pragma once

#include "broker/stream/listener.h"

#include <memory>
#include <unordered_map>
#include <vector>

namespace hookbot {

/// What is known of a listener's client from its request. A plain value.
struct ClientInfo
{
    enum class Transport { WebSocket, EventStream };

    QByteArray program; ///< its User-Agent
    Transport transport = Transport::WebSocket;
    bool isJson = false;
};

/// The listeners of a broker, which it owns. Lives in the I/O thread.
class Listeners
{
public:
    /// A listener and what is known of it.
    struct Entry
    {
        std::unique_ptr<Listener> listener;
        qint64 id = 0; ///< never used twice
        std::chrono::system_clock::time_point since;
        ClientInfo client;
    };

    void add(std::unique_ptr<Listener> listener, ClientInfo client);

    /// Removes a listener and returns it; null if it is not there.
    [[nodiscard]] std::unique_ptr<Listener> remove(Listener *listener);

    /// The listener of this id; null if it is gone.
    [[nodiscard]] Listener *find(qint64 id) const;

    /// All of them: a copy, since a listener that is cut leaves the table.
    [[nodiscard]] std::vector<Listener *> all() const;

    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }
    [[nodiscard]] size_t count() const { return m_entries.size(); }
    [[nodiscard]] qint64 queuedBytes() const;

    /// All entries, by listener, in no order.
    [[nodiscard]] const std::unordered_map<Listener *, Entry> &entries() const { return m_entries; }

private:
    std::unordered_map<Listener *, Entry> m_entries;
    qint64 m_lastId = 0;
};

} // namespace hookbot
