#include "broker/net/flusher.h"

#include "broker/net/wire.h"

#include <QtCore/QAbstractEventDispatcher>

#include <algorithm>
#include <utility>

namespace hookbot {

namespace {

/// Bytes that are made in one turn of the loop for all wires together: a millisecond or two.
constexpr qint64 WorkPerTurn = 2LL * 1024 * 1024;

/// Of each wire that had its turn, however little came of it.
constexpr qint64 LeastWork = 4LL * 1024;

} // namespace

Flusher::Flusher(QAbstractEventDispatcher *dispatcher, QObject *parent) : QObject(parent), m_dispatcher(dispatcher)
{
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &Flusher::flush);
    // A loop that always has something posted never gets to wait; what its last turn said leaves now.
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, &Flusher::flush);
}

void Flusher::forget(Wire *wire)
{
    std::ranges::replace(m_wires, wire, nullptr);
    std::ranges::replace(m_workers, wire, nullptr);
}

void Flusher::flush()
{
    writeScheduled();
    if (m_workers.empty())
        return;
    work();
    writeScheduled(); // what was sent because something had left
    if (!m_workers.empty())
        m_dispatcher->wakeUp();
}

void Flusher::writeScheduled()
{
    // By index: a wire that has room again may schedule others, or itself once more.
    for (size_t i = 0; i < m_wires.size(); ++i) {
        if (Wire *wire = std::exchange(m_wires[i], nullptr))
            wire->flushNow();
    }
    m_wires.clear();
}

void Flusher::work()
{
    for (qint64 left = WorkPerTurn; left > 0 && !m_workers.empty();) {
        Wire *wire = m_workers.front();
        m_workers.pop_front();
        if (wire)
            left -= qMax(LeastWork, wire->makeMore());
    }
}

} // namespace hookbot
