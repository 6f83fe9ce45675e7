#pragma once

#include "broker/log/eventlog.h"
#include "broker/log/retention.h"

#include <cstddef>
#include <deque>
#include <vector>

namespace hookbot {

/// Batches that wait to be written, and which of them make one transaction. Not thread-safe: its owner has the lock.
class BatchQueue
{
public:
    /// The content of one transaction: safe batches, then unsafe ones, each in the order of add().
    struct Taken
    {
        std::vector<EventLog::Batch> batches;
        ByTrust<size_t> counts; ///< of batches
    };

    /// Returns whether it is the only batch of its kind: then the writer may be asleep.
    bool add(EventLog::Batch batch, Trust trust);

    /// Removes the content of the next transaction. Each kind gets at most 1,000 events. Safe batches get 64 MiB of
    /// bodies and unsafe ones 1 MiB, except that the last batch of each may exceed it: publishers with a token do not
    /// wait for many large events of those without.
    [[nodiscard]] Taken take();

    [[nodiscard]] bool isEmpty() const;

private:
    ByTrust<std::deque<EventLog::Batch>> m_batches;
};

} // namespace hookbot
