#include "broker/auth/token.h"
#include "broker/auth/tokenchecker.h"

#include <benchmark/benchmark.h>

namespace hookbot {

namespace {

const QByteArray Key = QByteArrayLiteral("a key for benchmarks, 32 bytes..");
const QByteArray Path = QByteArrayLiteral("/pub/github/company/repository");

/// The cost of a publisher or listener that connects again.
void knownPath(benchmark::State &state)
{
    TokenChecker checker(Key);
    const QByteArray token = makeToken(Key, Path, TokenKind::Sha256);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(checker.opens(token, Path));
}
BENCHMARK(knownPath)->Name("token/known_path");

/// The cost of a new listener: a new path each time, below known prefixes.
void newPath(benchmark::State &state)
{
    TokenChecker checker(Key);
    const QByteArray token = makeToken(Key, QByteArrayLiteral("/github/company/"), TokenKind::Sha256);
    QByteArray path = Path + "00000000";
    char *const digits = path.data() + Path.size();
    quint32 number = 0;
    for ([[maybe_unused]] auto _ : state) {
        ++number;
        for (int i = 0; i < 8; ++i)
            digits[i] = char('a' + (number >> (4 * i) & 15));
        benchmark::DoNotOptimize(checker.opens(token, path));
    }
}
BENCHMARK(newPath)->Name("token/new_path");

/// The cost of a wrong token: every way in which a token can open the path is tried, and nothing is cached.
void wrongToken(benchmark::State &state)
{
    TokenChecker checker(Key);
    const QByteArray token(64, '0');
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(checker.opens(token, Path));
}
BENCHMARK(wrongToken)->Name("token/wrong_token");

} // namespace

} // namespace hookbot
