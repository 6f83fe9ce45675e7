#pragma once

#include "tests/bench/load/shape.h"

#include <chrono>
#include <cstdint>
#include <vector>

namespace hookbot {

/// Records the publishes, the answers and the deliveries of a run. Pure: the caller passes the time.
///
/// Events are numbered from 0 and distributed over the channels in turn, and so are the listeners. In a correct run
/// every listener receives each accepted event of its channel once, in the order of the ids (protocol, section 6).
class Ledger
{
public:
    using Clock = std::chrono::steady_clock;

    struct Totals
    {
        long published = 0; ///< events that the server accepted
        long refused = 0;
        long expected = 0; ///< deliveries
        long delivered = 0;
        long lost = 0;
        long duplicated = 0;
        long reordered = 0; ///< deliveries after one with a greater id
        long wrong = 0;     ///< from another channel, of an event that was not accepted, or with another body
    };

    explicit Ledger(const Shape &shape);

    [[nodiscard]] int channelOf(int number) const { return number % m_channels; }

    void posted(int event, Clock::time_point time);
    void accepted(int event, std::int64_t id, Clock::time_point time);
    void refused() { ++m_refused; }
    void heard(int listener, int event, Clock::time_point time);
    void heardWrong() { ++m_wrong; }

    /// Whether every event was answered and, judging by the counts, received by all its listeners.
    [[nodiscard]] bool isComplete() const;

    [[nodiscard]] Totals totals() const;

    /// The times from publish to delivery, and from publish to answer. Not sorted.
    [[nodiscard]] std::vector<std::chrono::microseconds> deliveryTimes() const { return m_deliveryTimes; }
    [[nodiscard]] std::vector<std::chrono::microseconds> answerTimes() const { return m_answerTimes; }

private:
    struct Post
    {
        Clock::time_point time;
        std::int64_t id = 0; ///< 0 until it is accepted
    };

    [[nodiscard]] std::chrono::microseconds since(int event, Clock::time_point time) const;

    int m_channels;
    std::vector<int> m_listenersOf;        ///< by channel
    std::vector<Post> m_posts;             ///< by event
    std::vector<std::vector<int>> m_heard; ///< by listener: events in the order they came
    std::vector<long> m_acceptedOf;        ///< by channel
    long m_accepted = 0;
    long m_refused = 0;
    long m_expected = 0;
    long m_delivered = 0;
    long m_wrong = 0;
    std::vector<std::chrono::microseconds> m_deliveryTimes;
    std::vector<std::chrono::microseconds> m_answerTimes;
};

} // namespace hookbot
