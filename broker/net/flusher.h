#pragma once

#include <QtCore/QObject>

#include <vector>

class QAbstractEventDispatcher;

namespace hookbot {

class Wire;

/// Writes every wire that has something to say once in a turn of the event loop, just before the loop would wait:
/// events that arrive together leave in one system call a listener. Lives in the thread whose loop it watches.
class Flusher final : public QObject
{
    Q_OBJECT

public:
    /// @p dispatcher is the one of the thread that uses it.
    explicit Flusher(QAbstractEventDispatcher *dispatcher, QObject *parent = nullptr);

    void schedule(Wire *wire) { m_wires.push_back(wire); }
    void forget(Wire *wire); ///< for a wire that ends while it is scheduled

private:
    void flush();

    std::vector<Wire *> m_wires;
};

} // namespace hookbot
