#include "tests/bench/load/traffic.h"

#include "tests/bench/load/messages.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <stdexcept>

#include <sys/epoll.h>
#include <unistd.h>

namespace hookbot {

namespace {

constexpr int PatienceMs = 10'000; // the longest time without any activity
constexpr size_t NumberDigits = 8; // at the beginning of a body
constexpr int SwitchingProtocols = 101;
constexpr int Ok = 200;
constexpr int BinaryFrame = 2;
constexpr int CloseFrame = 8;

std::string path(const char *verb, const char *kind, int number)
{
    return std::string(verb) + "/bench/" + kind + std::to_string(number);
}

std::string asDigits(int number)
{
    std::array<char, NumberDigits + 1> digits{};
    std::snprintf(digits.data(), digits.size(), "%08x", unsigned(number));
    return { digits.data(), NumberDigits };
}

} // namespace

Traffic::Traffic(const Options &options)
    : m_shape(options.shape),
      m_port(options.port),
      m_token(options.token),
      m_filler(size_t(m_shape.size) - std::min(NumberDigits, size_t(m_shape.size)), 'x'),
      m_epoll(::epoll_create1(EPOLL_CLOEXEC)),
      m_ledger(m_shape)
{
    for (int channel = 0; channel < m_shape.channels; ++channel) {
        const int size = int(NumberDigits + m_filler.size());
        m_heads.push_back(publishHead(path("/pub", "channel", channel), m_token, size));
    }
}

Traffic::~Traffic()
{
    ::close(m_epoll);
}

void Traffic::openListeners()
{
    open(Role::Listener, m_shape.listeners);
}

void Traffic::openIdleListeners()
{
    open(Role::Idle, m_shape.idle);
}

void Traffic::publishHistory()
{
    for (int number = 0; number < m_shape.publishers && m_nextHistory < m_shape.history; ++number)
        postHistory(addClient(Role::Historian, number));
    while (m_historyAnswered < m_shape.history) {
        if (!turn())
            throw std::runtime_error("the server does not answer to publishers");
    }
}

void Traffic::postHistory(Client &client)
{
    if (m_nextHistory == m_shape.history)
        return;
    const int size = int(NumberDigits + m_filler.size());
    const std::string head = publishHead(path("/pub", "history", 0), m_token, size);
    client.link->send(head + asDigits(m_nextHistory++), m_filler);
}

void Traffic::publish()
{
    open(Role::Late, m_shape.late);
    for (int number = 0; number < m_shape.publishers && m_nextEvent < m_shape.events; ++number)
        post(addClient(Role::Publisher, number));
    const long history = long(m_shape.history) * m_shape.late;
    while (!m_ledger.isComplete() || m_historyHeard < history) {
        if (!turn())
            return;
    }
}

Traffic::Client &Traffic::addClient(Role role, int number)
{
    m_clients.push_back(std::make_unique<Client>(Client{ .role = role, .number = number }));
    Client &client = *m_clients.back();
    client.link = std::make_unique<Link>(m_port, m_epoll, unsigned(m_clients.size() - 1));
    return client;
}

void Traffic::open(Role role, int count)
{
    const int before = m_open;
    int begun = 0;
    while (m_open - before < count) {
        for (; begun < count && begun - (m_open - before) < m_shape.atOnce; ++begun) {
            const std::string where = role == Role::Idle   ? path("/sub", "idle", begun)
                                      : role == Role::Late ? path("/sub", "history", 0) + "?since=all"
                                                           : path("/sub", "channel", m_ledger.channelOf(begun));
            addClient(role, begun).link->send(subscribeRequest(where, m_token));
        }
        if (!turn())
            throw std::runtime_error("the server does not answer to those who connect");
    }
}

/// Waits for activity and handles it. Returns false if there was none.
bool Traffic::turn()
{
    std::array<epoll_event, 1024> events;
    const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), PatienceMs);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events[size_t(i)];
        Client &client = *m_clients[event.data.u32];
        client.link->flush();
        const bool goesOn =
            client.link->receive([this, &client](std::string_view bytes) { return take(client, bytes); });
        if (!goesOn || (event.events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0)
            throw std::runtime_error(
                std::string("the server does not listen, or closed the connection of a ") +
                (client.role == Role::Publisher || client.role == Role::Historian ? "publisher" : "listener"));
    }
    return count != 0;
}

/// Handles the complete messages of a client's input and returns the rest.
std::string_view Traffic::take(Client &client, std::string_view bytes)
{
    if (client.role == Role::Historian) {
        while (const auto answer = takeAnswer(bytes)) {
            if (answer->status != Ok)
                throw std::runtime_error("the server refuses the history");
            ++m_historyAnswered;
            postHistory(client);
        }
        return bytes;
    }
    if (client.role == Role::Publisher) {
        while (const auto answer = takeAnswer(bytes))
            answered(client, answer->status, answer->eventId);
        return bytes;
    }
    if (!client.isOpen) {
        const auto answer = takeAnswer(bytes);
        if (!answer)
            return bytes;
        welcome(client, answer->status);
    }
    while (const auto frame = takeFrame(bytes)) {
        if (frame->opcode == BinaryFrame && client.role == Role::Late)
            hearHistory(client, frame->payload);
        else if (frame->opcode == BinaryFrame)
            hear(client, frame->payload);
        else if (frame->opcode == CloseFrame)
            throw std::runtime_error("the server said goodbye to a listener");
    }
    return bytes;
}

void Traffic::welcome(Client &client, int status)
{
    if (status != SwitchingProtocols)
        throw std::runtime_error("the server answered " + std::to_string(status) + " to a listener");
    client.isOpen = true;
    ++m_open;
}

void Traffic::hear(const Client &client, std::string_view body)
{
    const auto now = Ledger::Clock::now();
    int event = -1;
    std::from_chars(body.data(), body.data() + std::min(body.size(), NumberDigits), event, 16);
    const bool isWhole = body.size() == NumberDigits + m_filler.size() && body.ends_with(m_filler);
    if (client.role == Role::Listener && isWhole)
        m_ledger.heard(client.number, event, now);
    else
        m_ledger.heardWrong();
}

/// Events of concurrent publishers arrive in the order of their ids, not of their numbers, so only their number is
/// checked.
void Traffic::hearHistory(Client &client, std::string_view body)
{
    ++client.event;
    if (body.size() == NumberDigits + m_filler.size() && client.event < m_shape.history)
        ++m_historyHeard;
    else
        m_ledger.heardWrong();
}

void Traffic::answered(Client &client, int status, std::int64_t eventId)
{
    if (client.event < 0)
        throw std::runtime_error("the server answered a question that nobody had asked");
    if (status == Ok && eventId > 0)
        m_ledger.accepted(client.event, eventId, Ledger::Clock::now());
    else
        m_ledger.refused();
    client.event = -1;
    post(client);
}

void Traffic::post(Client &client)
{
    if (m_nextEvent == m_shape.events)
        return;
    client.event = m_nextEvent++;
    m_ledger.posted(client.event, Ledger::Clock::now());
    const std::string &head = m_heads[size_t(m_ledger.channelOf(client.event))];
    client.link->send(head + asDigits(client.event), m_filler);
}

} // namespace hookbot
