#pragma once

#include "tests/bench/load/ledger.h"
#include "tests/bench/load/link.h"
#include "tests/bench/load/options.h"

#include <memory>
#include <string>
#include <vector>

namespace hookbot {

/// The clients of a run: listeners and publishers, in one thread with one epoll set.
class Traffic
{
public:
    explicit Traffic(const Options &options);
    ~Traffic();
    Traffic(const Traffic &) = delete;
    Traffic &operator=(const Traffic &) = delete;

    /// Connects all listeners, as many concurrently as the shape allows, and returns when the server has accepted all.
    /// @throws std::runtime_error if one is refused or disconnected, or the server stops responding
    void openListeners();
    void openIdleListeners();

    /// Publishes the events that are stored before the measurement.
    /// @throws std::runtime_error if an event is refused or a client is disconnected
    void publishHistory();

    /// Connects the late listeners and publishes all events; each publisher sends its next event after the answer to
    /// the previous one. Returns when everything was received, or nothing arrives any more: the ledger has the result.
    /// @throws std::runtime_error if a client is disconnected
    void publish();

    /// The number of events that all late listeners have received.
    [[nodiscard]] long historyHeard() const { return m_historyHeard; }

    [[nodiscard]] const Ledger &ledger() const { return m_ledger; }

private:
    enum class Role { Listener, Idle, Late, Publisher, Historian };
    struct Client
    {
        Role role;
        int number; ///< among the clients of its role
        bool isOpen = false;
        int event = -1; ///< a publisher's unanswered event; a late listener's last event
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
    const std::string m_filler;       ///< a body without the event's number at its start
    std::vector<std::string> m_heads; ///< of a publish, by channel
    const int m_epoll;
    std::vector<std::unique_ptr<Client>> m_clients;
    int m_open = 0; ///< listeners that were accepted
    int m_nextEvent = 0;
    int m_nextHistory = 0;
    int m_historyAnswered = 0;
    long m_historyHeard = 0; ///< by all late listeners
    Ledger m_ledger;
};

} // namespace hookbot
