#include "broker/http/shares.h"

#include <algorithm>

namespace hookbot {

namespace {

/// Turns that a newcomer has until what it sent with its handshake was read, counted as newTurn() is called.
constexpr quint64 TurnsToSpeak = 6;

/// How many of a group are compared with each other, and give way in one go: a bound on the work for one newcomer.
constexpr int MostCompared = 32;
constexpr int MostAtOnce = 64;

/// What of an address counts: an IPv6 client has a network of its own. Nothing for those that stand for many.
std::pair<quint64, quint64> keyOf(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (address.isNull() || address.isLoopback())
        return { 0, 0 };
    if (isIpv4)
        return { 4, ipv4 };
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    quint64 network = 0;
    for (int i = 0; i < 8; ++i)
        network = network << 8 | bytes[i];
    return { 6, network };
}

} // namespace

/// Bytes that the log has.
class Shares::Kept
{
public:
    Kept(Shares &shares, Group *group, qint64 bytes, bool isOpen)
        : m_shares(shares),
          m_group(group),
          m_bytes(bytes),
          m_isOpen(isOpen)
    {
        ++m_group->members;
        m_shares.addBytes(*m_group, m_isOpen, m_bytes);
    }
    Kept(const Kept &) = delete;
    Kept &operator=(const Kept &) = delete;
    ~Kept()
    {
        m_shares.addBytes(*m_group, m_isOpen, -m_bytes);
        m_shares.leave(m_group);
    }

private:
    Shares &m_shares;
    Group *m_group;
    qint64 m_bytes;
    bool m_isOpen;
};

Shares::Limits Shares::Limits::of(qint64 maxBody, qsizetype connections, qint64 available)
{
    constexpr qint64 Usual = 256LL * 1024 * 1024;
    constexpr qint64 Least = 1024LL * 1024;
    constexpr qint64 OfConnection = 16LL * 1024; // with the kernel's part
    Limits limits;
    limits.memory = std::clamp(available / 4, Least, std::max(Usual, 4 * maxBody));
    // One body of a stranger has room, where there is room for anything.
    limits.strangerMemory = std::min(limits.memory / 2, std::max(limits.memory / 4, maxBody + Least));
    limits.strangerMemory = std::min(limits.strangerMemory, std::max(limits.memory / 4, limits.memory - maxBody));
    limits.addressMemory =
        std::min(limits.strangerMemory, std::max(limits.strangerMemory / 2, maxBody + maxBody / 2 + Least));
    limits.connections = connections;
    limits.strangers = std::max<qsizetype>(4, std::min<qsizetype>(connections / 2, available / 4 / OfConnection));
    limits.addressStrangers = std::max<qsizetype>(2, limits.strangers / 2);
    return limits;
}

void Shares::add(Holder &holder, const QHostAddress &address)
{
    holder.m_group = groupOf(address);
    holder.m_turn = m_turn;
    addStranger(holder);
}

void Shares::remove(Holder &holder)
{
    if (!holder.m_group)
        return;
    setBytes(holder, 0, false);
    if (!holder.m_isOpen)
        removeStranger(holder);
    leave(std::exchange(holder.m_group, nullptr));
}

bool Shares::makeRoom(const std::function<qsizetype()> &connections)
{
    for (int i = 0; i < MostAtOnce; ++i) {
        if (m_byStrangers.empty())
            return true;
        const auto isOver = [this](const auto &entry) {
            return std::get<Group *>(entry)->isSomebody && std::get<0>(entry) > m_limits.addressStrangers;
        };
        const auto largest = std::prev(m_byStrangers.end());
        const auto over = isOver(*largest) || std::get<Group *>(*largest)->isSomebody || m_byStrangers.size() < 2
                              ? largest
                              : std::prev(largest); // nobody's is one group
        if (isOver(*over)) {
            if (!letOneGo(std::get<Group *>(*over)))
                return false;
        } else if (m_strangers > m_limits.strangers || connections() >= m_limits.connections) {
            if (m_strangers == 1)
                return true; // the newcomer itself
            if (!letOneGo(std::get<Group *>(*largest)))
                return false;
        } else {
            return true;
        }
    }
    return true;
}

/// The one of a group that has got nothing done for longest; false if it came just now.
bool Shares::letOneGo(Group *group)
{
    Holder *holder = group->strangers.front();
    if (m_turn - holder->m_turn < TurnsToSpeak)
        return false;
    holder->giveWay(Shortage::Connections);
    return true;
}

void Shares::setAddress(Holder &holder, const QHostAddress &address)
{
    Group *const group = groupOf(address);
    if (group == holder.m_group) {
        leave(group);
        return;
    }
    const qint64 bytes = holder.m_bytes;
    const bool isOpen = holder.m_bytesAreOpen;
    setBytes(holder, 0, isOpen);
    if (!holder.m_isOpen)
        removeStranger(holder);
    leave(std::exchange(holder.m_group, group));
    if (!holder.m_isOpen)
        addStranger(holder);
    setBytes(holder, bytes, isOpen);
}

void Shares::setOpen(Holder &holder)
{
    if (!holder.m_group || holder.m_isOpen)
        return;
    removeStranger(holder);
    holder.m_isOpen = true;
}

void Shares::noteProgress(Holder &holder)
{
    if (holder.m_group && !holder.m_isOpen) {
        unlist(*holder.m_group);
        auto &strangers = holder.m_group->strangers;
        strangers.splice(strangers.end(), strangers, holder.m_place);
        holder.m_group->lastProgress = ++m_progress;
        list(*holder.m_group);
    }
}

bool Shares::hold(Holder &holder, qint64 bytes, bool isOpen)
{
    if (!holder.m_group)
        return bytes == 0;
    const bool hasGrown = bytes > holder.m_bytes || (bytes > 0 && holder.m_bytesAreOpen && !isOpen);
    if (bytes != holder.m_bytes || isOpen != holder.m_bytesAreOpen)
        setBytes(holder, bytes, isOpen);
    if (!hasGrown)
        return true;
    for (int i = 0; i < MostAtOnce; ++i) {
        Group *group = nullptr;
        if (this->bytes() > m_limits.memory || (!isOpen && m_strangerBytes > m_limits.strangerMemory))
            group = largestByBytes();
        else if (!isOpen && holder.m_group->isSomebody && holder.m_group->bytes > m_limits.addressMemory)
            group = holder.m_group;
        else
            return true;
        Holder *const heaviest = group ? this->heaviest(*group) : nullptr;
        if (!heaviest || heaviest == &holder)
            return false;
        heaviest->giveWay(Shortage::Memory);
        if (heaviest->m_group && heaviest->m_bytes > 0 && !heaviest->m_bytesAreOpen)
            return false; // it could not
    }
    return false;
}

std::shared_ptr<void> Shares::keep(Holder &holder)
{
    if (!holder.m_group || holder.m_bytes == 0)
        return nullptr;
    const qint64 bytes = holder.m_bytes;
    const bool isOpen = holder.m_bytesAreOpen;
    setBytes(holder, 0, isOpen);
    return std::make_shared<Kept>(*this, holder.m_group, bytes, isOpen);
}

/// Of those that hold most, the one that has held most bytes for longest: what is small, or goes fast, stays.
Shares::Holder *Shares::heaviest(const Group &group) const
{
    Holder *heaviest = nullptr;
    double most = 0;
    int compared = 0;
    for (auto entry = group.holders.rbegin(); entry != group.holders.rend() && compared < MostCompared;
         ++entry, ++compared) {
        const double weight = double(entry->first) * double(1 + m_second - entry->second->m_since);
        if (weight > most) {
            most = weight;
            heaviest = entry->second;
        }
    }
    return heaviest;
}

/// Of the groups with bytes that can be released.
Shares::Group *Shares::largestByBytes() const
{
    int compared = 0;
    for (auto entry = m_byBytes.rbegin(); entry != m_byBytes.rend() && compared < MostCompared; ++entry, ++compared) {
        if (!entry->second->holders.empty())
            return entry->second;
    }
    return nullptr;
}

Shares::Group *Shares::groupOf(const QHostAddress &address)
{
    const auto key = keyOf(address);
    Group &group = m_groups[key];
    group.key = key;
    group.isSomebody = key.first != 0;
    ++group.members;
    return &group;
}

void Shares::leave(Group *group)
{
    if (--group->members == 0)
        m_groups.erase(group->key);
}

void Shares::addBytes(Group &group, bool isOpen, qint64 bytes)
{
    if (isOpen) {
        m_openBytes += bytes;
        return;
    }
    if (bytes == 0)
        return;
    m_strangerBytes += bytes;
    m_byBytes.erase({ group.bytes, &group });
    group.bytes += bytes;
    if (group.bytes > 0)
        m_byBytes.emplace(group.bytes, &group);
}

void Shares::setBytes(Holder &holder, qint64 bytes, bool isOpen)
{
    Group &group = *holder.m_group;
    if (!holder.m_bytesAreOpen)
        group.holders.erase({ holder.m_bytes, &holder });
    addBytes(group, holder.m_bytesAreOpen, -holder.m_bytes);
    if (holder.m_bytes == 0)
        holder.m_since = m_second;
    holder.m_bytes = bytes;
    holder.m_bytesAreOpen = isOpen;
    addBytes(group, isOpen, bytes);
    if (!isOpen && bytes > 0)
        group.holders.emplace(bytes, &holder);
}

void Shares::addStranger(Holder &holder)
{
    Group &group = *holder.m_group;
    unlist(group);
    holder.m_place = group.strangers.insert(group.strangers.end(), &holder);
    group.lastProgress = ++m_progress;
    list(group);
    ++m_strangers;
}

void Shares::removeStranger(Holder &holder)
{
    Group &group = *holder.m_group;
    unlist(group);
    group.strangers.erase(holder.m_place);
    list(group);
    --m_strangers;
}

void Shares::list(Group &group)
{
    if (!group.strangers.empty())
        m_byStrangers.emplace(qsizetype(group.strangers.size()), -group.lastProgress, &group);
}

void Shares::unlist(Group &group)
{
    m_byStrangers.erase({ qsizetype(group.strangers.size()), -group.lastProgress, &group });
}

} // namespace hookbot
