#include "broker/hub/hub.h"

#include <QtCore/QVarLengthArray>
#include <QtCore/QtGlobal>

#include <algorithm>

namespace hookbot {

namespace {

std::string_view view(const QByteArray &bytes)
{
    return { bytes.data(), size_t(bytes.size()) };
}

} // namespace

void Hub::subscribe(const Filter &filter, Subscriber *subscriber)
{
    Table &table = tableOf(filter);
    const std::string_view name = view(filter.name);
    auto entry = table.find(name);
    if (entry == table.end())
        entry = table.emplace(name, Subscribers()).first;
    Q_ASSERT(std::ranges::find(entry->second, subscriber) == entry->second.end());
    entry->second.push_back(subscriber);
    ++m_subscriptions;
}

void Hub::unsubscribe(const Filter &filter, Subscriber *subscriber)
{
    Table &table = tableOf(filter);
    const auto entry = table.find(view(filter.name));
    if (entry == table.end())
        return;
    Subscribers &subscribers = entry->second;
    const auto found = std::ranges::find(subscribers, subscriber);
    if (found == subscribers.end())
        return;

    --m_subscriptions;
    if (m_deliveries > 0) {
        *found = nullptr;
        m_toSweep.emplace_back(&table, entry->first);
        return;
    }
    subscribers.erase(found);
    if (subscribers.empty())
        table.erase(entry);
}

int Hub::deliver(const EventPtr &event)
{
    Q_ASSERT(event->id > m_head);
    // The receivers are fixed before the first offer(), in which subscribers may come and go. A list stays in place
    // through a rehash and is not erased during a delivery; its end is recorded, since new subscribers lengthen it.
    QVarLengthArray<std::pair<const Subscribers *, size_t>, 8> audience;
    const auto add = [&audience](const Table &table, std::string_view name) {
        if (const auto entry = table.find(name); entry != table.end())
            audience.emplace_back(&entry->second, entry->second.size());
    };
    const std::string_view channel = view(event->channel);
    add(m_byChannel, channel);
    if (!m_byPrefix.empty()) {
        if (!ChannelName(event->channel).isUnsafe())
            add(m_byPrefix, {});
        for (size_t slash = channel.find('/'); slash != std::string_view::npos; slash = channel.find('/', slash + 1))
            add(m_byPrefix, channel.substr(0, slash + 1));
    }

    ++m_deliveries;
    int taken = 0;
    for (const auto &[subscribers, end] : audience) {
        for (size_t i = 0; i < end; ++i) {
            if (Subscriber *subscriber = (*subscribers)[i])
                taken += subscriber->offer(event) ? 1 : 0;
        }
    }
    if (--m_deliveries == 0)
        sweep();
    m_head = event->id;
    return taken;
}

void Hub::sweep()
{
    for (const auto &[table, name] : std::exchange(m_toSweep, {})) {
        const auto entry = table->find(name);
        if (entry == table->end())
            continue;
        std::erase(entry->second, nullptr);
        if (entry->second.empty())
            table->erase(entry);
    }
}

} // namespace hookbot
