#pragma once

#include "tests/bench/load/shape.h"

#include <chrono>
#include <cstdint>
#include <vector>

namespace hookbot {

/// Keeps the books of a run: what was posted, what was answered, what each listener heard. Pure: time comes from
/// outside.
///
/// Events are numbered from 0 and go round the channels, as do the listeners. What a run owes is that every listener
/// hears each accepted event of its channel once, in the order of the ids that the server gave (protocol, section 6).
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
        long reordered = 0; ///< deliveries after one of a greater id
        long wrong = 0;     ///< of another channel, of no accepted event, or with another body
    };

    explicit Ledger(const Shape &shape);

    [[nodiscard]] int channelOf(int number) const { return number % m_channels; }

    void posted(int event, Clock::time_point time);
    void accepted(int event, std::int64_t id, Clock::time_point time);
    void refused() { ++m_refused; }
    void heard(int listener, int event, Clock::time_point time);
    void heardWrong() { ++m_wrong; }

    /// Every event was answered and, as far as numbers can tell, heard by all who should.
    [[nodiscard]] bool isComplete() const;

    [[nodiscard]] Totals totals() const;

    /// From post to each delivery, and from post to answer. Not sorted.
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
