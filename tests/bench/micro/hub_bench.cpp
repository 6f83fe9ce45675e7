#include "broker/hub/hub.h"

#include <benchmark/benchmark.h>

#include <deque>

namespace hookbot {

namespace {

/// A listener that accepts all events and does nothing.
class Listener final : public Subscriber
{
public:
    bool offer(const EventPtr &event) override
    {
        benchmark::DoNotOptimize(event.get());
        return true;
    }
};

/// Delivers events on @p channel. Each is a new event, since ids must increase, so the time includes one allocation.
void deliver(benchmark::State &state, Hub &hub, const QByteArray &channel, int expected)
{
    Event event;
    event.channel = channel;
    for ([[maybe_unused]] auto _ : state) {
        ++event.id.value;
        if (hub.deliver(std::make_shared<const Event>(event)) != expected) {
            state.SkipWithError("the hub did not find who subscribed");
            break;
        }
    }
}

/// One of many channels, each with a listener of its own.
void oneOfManyChannels(benchmark::State &state)
{
    Hub hub;
    std::deque<Listener> listeners(size_t(state.range(0)));
    int number = 0;
    for (Listener &listener : listeners)
        hub.subscribe({ "company/repository" + QByteArray::number(number++) }, &listener);
    deliver(state, hub, "company/repository" + QByteArray::number(number / 2), 1);
}
BENCHMARK(oneOfManyChannels)->Name("hub/one_of_channels")->Arg(1)->Arg(10000);

/// A channel of five levels with a listener at each, among 10,000 other channels.
void fivePrefixes(benchmark::State &state)
{
    Hub hub;
    std::deque<Listener> others(10000);
    int number = 0;
    for (Listener &other : others)
        hub.subscribe({ "elsewhere/" + QByteArray::number(number++) }, &other);
    std::deque<Listener> listeners(5);
    QByteArray prefix;
    for (Listener &listener : listeners) {
        prefix += "level/";
        hub.subscribe({ prefix }, &listener);
    }
    deliver(state, hub, prefix + "channel", int(listeners.size()));
}
BENCHMARK(fivePrefixes)->Name("hub/five_prefixes");

void fanOut(benchmark::State &state)
{
    Hub hub;
    std::deque<Listener> listeners(size_t(state.range(0)));
    for (Listener &listener : listeners)
        hub.subscribe({ "channel" }, &listener);
    deliver(state, hub, "channel", int(listeners.size()));
}
BENCHMARK(fanOut)->Name("hub/fan_out")->Arg(100);

} // namespace

} // namespace hookbot
