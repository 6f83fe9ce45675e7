#pragma once

#include <QtCore/QObject>

#include <deque>
#include <vector>

class QAbstractEventDispatcher;

namespace hookbot {

class Wire;

/// Writes every wire that has queued bytes once per turn of the event loop, just before the loop would wait: events
/// that arrive together leave in one system call per listener. Wires whose bytes must be made first take turns: a
/// bounded amount is made per turn of the loop, so that nothing else waits for it. Lives in the thread whose loop it
/// watches.
class Flusher final : public QObject
{
    Q_OBJECT

public:
    /// @p dispatcher is that of the thread that uses it.
    explicit Flusher(QAbstractEventDispatcher *dispatcher, QObject *parent = nullptr);

    void schedule(Wire *wire) { m_wires.push_back(wire); }
    /// Calls the wire's makeMore() in this turn or, if enough has been made in it, in one of the next.
    void scheduleWork(Wire *wire) { m_workers.push_back(wire); }
    void forget(Wire *wire); ///< for a wire that ends while it is scheduled

private:
    void flush();
    void writeScheduled();
    void work();

    QAbstractEventDispatcher *m_dispatcher;
    std::vector<Wire *> m_wires;
    std::deque<Wire *> m_workers; ///< in the order of their requests
};

} // namespace hookbot
