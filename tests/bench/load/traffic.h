#pragma once

#include "tests/bench/load/ledger.h"
#include "tests/bench/load/link.h"
#include "tests/bench/load/options.h"

#include <memory>
#include <string>
#include <vector>

namespace hookbot {

/// The clients of a run: listeners that wait, publishers that post. One thread, one epoll set.
class Traffic
{
public:
    explicit Traffic(const Options &options);
    ~Traffic();
    Traffic(const Traffic &) = delete;
    Traffic &operator=(const Traffic &) = delete;

    /// Opens them, as many at once as the shape says, and returns when the server has welcomed all.
    /// @throws std::runtime_error where one is refused or cut off, or the server falls silent
    void openListeners();
    void openIdleListeners();

    /// Posts what is there before anything is measured.
    /// @throws std::runtime_error where an event is refused or a connection is cut off
    void publishHistory();

    /// Lets those come who ask for the history, and posts every event: each publisher the next one when it has the
    /// answer to the last. Returns when everything was heard, or nothing comes any more: the ledger tells.
    /// @throws std::runtime_error where a connection is cut off
    void publish();

    /// Events that late listeners have heard, all together.
    [[nodiscard]] long historyHeard() const { return m_historyHeard; }

    [[nodiscard]] const Ledger &ledger() const { return m_ledger; }

private:
    enum class Role { Listener, Idle, Late, Publisher, Historian };
    struct Client
    {
        Role role;
        int number; ///< among those of its role
        bool isOpen = false;
        int event = -1; ///< of a publisher: the one that it waits for; of a late listener: the one that it heard last
        std::unique_ptr<Link> link = nullptr;
    };

    Client &addClient(Role role, int number);
    void open(Role role, int count);
    bool turn();
    std::string_view take(Client &client, std::string_view bytes);
    void welcome(Client &client, int status);
    void hear(const Client &client, std::string_view body);
    void answered(Client &client, int status, std::int64_t eventId);
    void post(Client &client);
    void postHistory(Client &client);
    void hearHistory(Client &client, std::string_view body);

    const Shape m_shape;
    const int m_port;
    const std::string m_token;
    const std::string m_filler;       ///< a body, but for the event's number in its beginning
    std::vector<std::string> m_heads; ///< of a publish, by channel
    const int m_epoll;
    std::vector<std::unique_ptr<Client>> m_clients;
    int m_open = 0; ///< listeners that were welcomed
    int m_nextEvent = 0;
    int m_nextHistory = 0;
    int m_historyAnswered = 0;
    long m_historyHeard = 0; ///< by all late listeners
    Ledger m_ledger;
};

} // namespace hookbot
