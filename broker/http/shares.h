#pragma once

#include <QtNetwork/QHostAddress>

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <tuple>

namespace hookbot {

/// Counts the memory and the descriptors that connections hold, and decides which must give way when they run short.
///
/// A stranger is a connection that has not shown a valid token yet or, for memory, a request without one.
/// Strangers share a part; of that, those of one address (IPv4 /32, IPv6 /64) share a smaller one. When a part is used
/// up, the one that has held most gives way, not the newcomer. What a token has opened never gives way.
///
/// A null address belongs to nobody: loopback, and a trusted proxy that has not named its client, serve many
/// people. Such connections have no limit per address, and are one group when the largest one must give way.
///
/// Lives in the I/O thread, and outlives its holders and what they keep. Pure: tick() and newTurn() are its clock.
class Shares
{
    struct Group;

public:
    struct Limits
    {
        qint64 memory = 256LL * 1024 * 1024;        ///< bytes, of all
        qint64 strangerMemory = 64LL * 1024 * 1024; ///< of these, of all requests without a token
        qint64 addressMemory = 32LL * 1024 * 1024;  ///< of these, of one address
        qsizetype connections = 100'000;            ///< at which newcomers wait, unless a stranger can go
        qsizetype strangers = 50'000;               ///< connections without a token
        qsizetype addressStrangers = 25'000;        ///< of these, of one address

        /// For bodies of up to @p maxBody bytes, @p connections at once and @p available bytes of memory.
        [[nodiscard]] static Limits of(qint64 maxBody, qsizetype connections, qint64 available);
    };

    enum class Shortage { Memory, Connections };

    /// A connection. Each belongs to one Shares from add() to remove().
    class Holder
    {
    public:
        Holder() = default;
        Holder(const Holder &) = delete;
        Holder &operator=(const Holder &) = delete;

        virtual ~Holder() = default;

    private:
        friend class Shares;

        /// Releases what is short at once: its memory by hold(0), or its connection by remove().
        virtual void giveWay(Shortage shortage) = 0;

        Group *m_group = nullptr; ///< null outside of add() to remove()
        qint64 m_bytes = 0;
        qint64 m_since = 0;                         ///< the second at which it began to hold some
        quint64 m_turn = 0;                         ///< in which it was added
        bool m_isOpen = false;                      ///< it has shown a token
        bool m_bytesAreOpen = false;                ///< what it holds belongs to a request with a token
        std::list<Holder *>::iterator m_place = {}; ///< in its group, while it is a stranger
    };

    explicit Shares(const Limits &limits) : m_limits(limits) {}

    /// A new connection, a stranger, of this address. makeRoom() should follow.
    void add(Holder &holder, const QHostAddress &address);
    void remove(Holder &holder);

    /// Has strangers give way while there are more than there may be, or @p connections are as many as there may be.
    /// False if that must wait for the next turn of the event loop: what the newest have sent was not read yet.
    [[nodiscard]] bool makeRoom(const std::function<qsizetype()> &connections);

    /// Changes the address: a proxy has named its client.
    void setAddress(Holder &holder, const QHostAddress &address);

    /// It has shown a token: from now on the connection never gives way.
    void setOpen(Holder &holder);

    /// It has made progress: others that have not give way first.
    void noteProgress(Holder &holder);

    /// It holds this many bytes now, of a request that a token opened or not. False if there is no room: it must
    /// release them.
    [[nodiscard]] bool hold(Holder &holder, qint64 bytes, bool isOpen);

    /// Bytes that are held for as long as the result exists, whatever becomes of the holder, since the log has them;
    /// they were its own until now.
    [[nodiscard]] std::shared_ptr<void> keep(Holder &holder);

    void tick() { ++m_second; }  ///< once a second
    void newTurn() { ++m_turn; } ///< at least twice in a turn of the event loop

    [[nodiscard]] qint64 bytes() const { return m_openBytes + m_strangerBytes; }
    [[nodiscard]] qint64 strangerBytes() const { return m_strangerBytes; }
    [[nodiscard]] qsizetype strangers() const { return m_strangers; }

private:
    using Key = std::pair<quint64, quint64>; ///< what of an address counts
    using Bytes = std::set<std::pair<qint64, Holder *>>;

    /// The strangers of one address.
    struct Group
    {
        Key key;
        bool isSomebody = true;        ///< false for the group of those that belong to nobody
        qint64 bytes = 0;              ///< of requests without a token, kept ones included
        Bytes holders;                 ///< of these, who can give way
        std::list<Holder *> strangers; ///< the one that has got nothing done for longest first
        qint64 lastProgress = 0;       ///< of any of them, as a number that grows
        qsizetype members = 0;         ///< holders and kept bytes that refer to it
    };
    class Kept;

    Group *groupOf(const QHostAddress &address);
    void leave(Group *group);
    void addBytes(Group &group, bool isOpen, qint64 bytes);
    void setBytes(Holder &holder, qint64 bytes, bool isOpen);
    void addStranger(Holder &holder);
    void removeStranger(Holder &holder);
    void list(Group &group);
    void unlist(Group &group);
    [[nodiscard]] Holder *heaviest(const Group &group) const;
    [[nodiscard]] Group *largestByBytes() const;
    [[nodiscard]] bool letOneGo(Group *group);

    Limits m_limits;
    std::map<Key, Group> m_groups;
    std::set<std::pair<qint64, Group *>> m_byBytes; ///< groups that hold some
    /// Groups that have some, by how many, and the one where nobody has got anything done for longest last.
    std::set<std::tuple<qsizetype, qint64, Group *>> m_byStrangers;
    qint64 m_openBytes = 0;
    qint64 m_strangerBytes = 0;
    qsizetype m_strangers = 0;
    qint64 m_progress = 0; ///< the number of noteProgress() calls
    qint64 m_second = 0;
    quint64 m_turn = 0;
};

} // namespace hookbot
