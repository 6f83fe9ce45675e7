#include "flusher.h"

#include "wire.h"

#include <QtCore/QAbstractEventDispatcher>

#include <algorithm>

namespace hookbot {

Flusher::Flusher(QAbstractEventDispatcher *dispatcher, QObject *parent) : QObject(parent)
{
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &Flusher::flush);
    // A loop that always has something posted never gets to wait; what its last turn said leaves now.
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, &Flusher::flush);
}

void Flusher::forget(Wire *wire)
{
    std::ranges::replace(m_wires, wire, nullptr);
}

void Flusher::flush()
{
    // By index: a wire that has room again may schedule others, or itself once more.
    for (size_t i = 0; i < m_wires.size(); ++i) {
        if (Wire *wire = std::exchange(m_wires[i], nullptr))
            wire->flushNow();
    }
    m_wires.clear();
}

} // namespace hookbot
