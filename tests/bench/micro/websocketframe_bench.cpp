#include "broker/stream/websocketframe.h"

#include <benchmark/benchmark.h>

namespace hookbot {

namespace {

void frame(benchmark::State &state)
{
    const QByteArray body(state.range(0), 'x');
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(makeFrame(FrameKind::Binary, { body }));
    state.SetBytesProcessed(state.iterations() * body.size());
}
BENCHMARK(frame)->Name("frame/body")->Arg(1024)->Arg(20000);

/// For a recursive subscription: the channel, a NUL byte, the body.
void frameWithChannel(benchmark::State &state)
{
    const QByteArray channel = QByteArrayLiteral("github/company/repository");
    const QByteArray body(state.range(0), 'x');
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(makeFrame(FrameKind::Binary, { channel, QByteArrayView("\0", 1), body }));
    state.SetBytesProcessed(state.iterations() * body.size());
}
BENCHMARK(frameWithChannel)->Name("frame/channel_and_body")->Arg(1024);

} // namespace

} // namespace hookbot
