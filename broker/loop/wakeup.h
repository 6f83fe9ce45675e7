#pragma once

#include "broker/loop/owneddescriptor.h"

#include <QtCore/qnamespace.h>

#include <atomic>

namespace hookbot {

/// Allows any thread to wake an event loop, and tells the loop whether it may wait.
///
/// Every posted event calls it, mostly on the loop's own thread, so a call costs a system call only if it comes from
/// another thread while the loop is waiting.
///
/// Guarantees:
/// - A call since beginTurn() means that events may have been posted which this turn has not sent: the loop must not
///   wait.
/// - A call before beginTurn() that ended no wait still ends the next one at once. Its caller may have changed what the
///   loop's owner read just before the turn began, as QEventLoop::exit() does.
/// - A call from the loop's own thread within a turn ends with that turn, since the owner has yet to read the change.
///
/// Owned by the dispatcher. call() is thread-safe; call everything else on the thread that runs the loop.
class WakeUp
{
public:
    /// Throws std::system_error if there are no descriptors left.
    WakeUp();

    /// Becomes readable, as an edge, when a call ends a wait. Watch it with EPOLLET: it is not read after each call.
    int descriptor() const { return m_descriptor.number(); }

    /// Ends the present wait, or else the next one.
    void call();

    /// A turn begins and is about to send posted events; turns may nest. True if there may be some: there was a call
    /// since the turn before began.
    bool beginTurn();

    /// Whether there was a call since the turn began.
    bool isPending() const;

    /// Whether the loop may block now. If so, calls write to the descriptor until endWait().
    [[nodiscard]] bool beginWait();

    /// The wait has ended, or there was none. True if a call ended or prevented it.
    bool endWait();

    void endTurn();

    /// Waits for a call, and nothing else, for at most @p timeout ms (-1: no limit). Calls beginWait() if necessary.
    void waitAlone(int timeout);

private:
    enum class State { Working, Waiting, Called };

    OwnedDescriptor m_descriptor;
    std::atomic<State> m_state = State::Working; ///< what other threads read and write
    std::atomic<Qt::HANDLE> m_thread = nullptr;  ///< the thread that runs the loop, once it has begun
    int m_depth = 0;                             ///< the number of nested turns
    bool m_called = false;                       ///< by the loop's own thread
    bool m_calledBefore = false;                 ///< before the turn began, by any thread
    bool m_unsent = false;                       ///< posted events may not have been sent
};

} // namespace hookbot
