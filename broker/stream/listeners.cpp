#include "broker/stream/listeners.h"

#include <algorithm>

namespace hookbot {

void Listeners::add(std::unique_ptr<Listener> listener, ClientInfo client)
{
    Listener *const key = listener.get();
    m_entries.emplace(key, Entry{ .listener = std::move(listener),
                                  .id = ++m_lastId,
                                  .since = std::chrono::system_clock::now(),
                                  .client = std::move(client) });
}

std::unique_ptr<Listener> Listeners::remove(Listener *listener)
{
    const auto entry = m_entries.find(listener);
    if (entry == m_entries.end())
        return nullptr;
    std::unique_ptr<Listener> owner = std::move(entry->second.listener);
    m_entries.erase(entry);
    return owner;
}

Listener *Listeners::find(qint64 id) const
{
    const auto found = std::ranges::find_if(m_entries, [id](const auto &entry) { return entry.second.id == id; });
    return found == m_entries.end() ? nullptr : found->first;
}

std::vector<Listener *> Listeners::all() const
{
    std::vector<Listener *> listeners;
    listeners.reserve(m_entries.size());
    for (const auto &[listener, entry] : m_entries)
        listeners.push_back(listener);
    return listeners;
}

qint64 Listeners::queuedBytes() const
{
    qint64 bytes = 0;
    for (const auto &[listener, entry] : m_entries)
        bytes += listener->pending();
    return bytes;
}

} // namespace hookbot
