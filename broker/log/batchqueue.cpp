#include "broker/log/batchqueue.h"

#include <utility>

namespace hookbot {

namespace {

/// Enough to share a sync among many publishers, without using much memory.
constexpr size_t MostEvents = 1000;
constexpr qint64 MostBytes = 64LL * 1024 * 1024;

/// Of unsafe channels, which anyone may fill: it bounds the delay of other publishers' next transaction.
constexpr qint64 MostUnsafeBytes = 1024LL * 1024;

} // namespace

bool BatchQueue::add(EventLog::Batch batch, Trust trust)
{
    m_batches[trust].push_back(std::move(batch));
    return m_batches[trust].size() == 1;
}

BatchQueue::Taken BatchQueue::take()
{
    Taken taken;
    for (const Trust trust : { Trust::Safe, Trust::Unsafe }) {
        std::deque<EventLog::Batch> &waiting = m_batches[trust];
        const qint64 mostBytes = trust == Trust::Safe ? MostBytes : MostUnsafeBytes;
        size_t events = 0;
        qint64 bytes = 0;
        while (!waiting.empty() && events < MostEvents && bytes < mostBytes) {
            events += waiting.front().drafts.size();
            for (const Draft &draft : waiting.front().drafts)
                bytes += draft.body.size();
            taken.batches.push_back(std::move(waiting.front()));
            ++taken.counts[trust];
            waiting.pop_front();
        }
    }
    return taken;
}

bool BatchQueue::isEmpty() const
{
    return m_batches[Trust::Safe].empty() && m_batches[Trust::Unsafe].empty();
}

} // namespace hookbot
