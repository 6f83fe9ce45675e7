#include "broker/stream/listeners.h"

#include <algorithm>

namespace hookbot {

void Listeners::add(std::unique_ptr<Listener> listener, Origin origin)
{
    Listener *const key = listener.get();
    m_entries.emplace(key,
                      Entry{ std::move(listener), ++m_lastId, std::chrono::system_clock::now(), std::move(origin) });
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

QList<ListenerStatus> Listeners::statuses(const std::function<qint64(EventId)> &eventsAfter) const
{
    QList<ListenerStatus> statuses;
    statuses.reserve(qsizetype(m_entries.size()));
    for (const auto &[listener, entry] : m_entries) {
        const Cursor &cursor = listener->cursor();
        ListenerStatus status;
        status.id = entry.id;
        status.channel = cursor.filter().name;
        status.remote = listener->remote();
        status.program = entry.origin.program;
        status.transport = entry.origin.transport;
        status.isJson = entry.origin.isJson;
        status.since = entry.since;
        status.delivered = cursor.given();
        status.queuedBytes = listener->pending();
        status.behind = cursor.isLive() ? 0 : eventsAfter(cursor.place());
        statuses.append(std::move(status));
    }
    std::ranges::sort(statuses, {}, &ListenerStatus::id);
    return statuses;
}

} // namespace hookbot
