#include "broker/http/requestparser.h"

#include <benchmark/benchmark.h>

namespace hookbot {

namespace {

constexpr qsizetype BodySize = 1024;

/// A webhook as GitHub sends it: seven fields, and a body of 1 KiB.
QByteArray webhook()
{
    return "POST /pub/github/company/repository?extra-metadata=github HTTP/1.1\r\n"
           "Host: hooks.example.com\r\n"
           "User-Agent: GitHub-Hookshot/044aadd\r\n"
           "Authorization: Bearer 2e1150434ba1d8c33bce7c82ee08b5d9850342c7\r\n"
           "Content-Type: application/json\r\n"
           "X-GitHub-Event: push\r\n"
           "X-GitHub-Delivery: 72d3162e-cc78-11e3-81ab-4c9367dc0958\r\n"
           "Content-Length: " +
           QByteArray::number(BodySize) + "\r\n\r\n" + QByteArray(BodySize, 'x');
}

/// Parses until the message is complete, as the connection does.
void feedAll(RequestParser &parser, QByteArrayView bytes)
{
    while (!bytes.isEmpty() && parser.state() != RequestParser::State::Failed)
        bytes = bytes.sliced(parser.feed(bytes));
}

void parse(benchmark::State &state, qsizetype firstPiece)
{
    const QByteArray bytes = webhook();
    const QByteArrayView all = bytes;
    RequestParser parser(RequestParser::Limits{});
    for ([[maybe_unused]] auto _ : state) {
        feedAll(parser, all.first(firstPiece));
        feedAll(parser, all.sliced(firstPiece));
        if (parser.state() != RequestParser::State::Complete) {
            state.SkipWithError("the request was not understood");
            break;
        }
        benchmark::DoNotOptimize(parser.takeRequest());
    }
    state.SetBytesProcessed(state.iterations() * bytes.size());
}

void onePiece(benchmark::State &state)
{
    parse(state, webhook().size());
}
BENCHMARK(onePiece)->Name("parser/one_piece");

/// Split within the head, so that its start must be stored.
void twoPieces(benchmark::State &state)
{
    parse(state, (webhook().size() - BodySize) / 2);
}
BENCHMARK(twoPieces)->Name("parser/two_pieces");

} // namespace

} // namespace hookbot
