#pragma once

#include "broker/loop/owneddescriptor.h"

#include <QtCore/qnamespace.h>

#include <atomic>

namespace hookbot {

/// Lets any thread call an event loop back to work, and tells the loop whether it may wait.
///
/// Every posted event calls it, most of them from the loop's own thread, so a call costs a system call only when it
/// comes from another thread while the loop really waits.
///
/// Who may rely on what:
/// - A call since beginTurn() means that events may have been posted which this turn has not sent: no waiting.
/// - A call before beginTurn() that ended no wait still ends the next one at once. Its caller may have changed what the
///   loop's owner looked at just before the turn began, as QEventLoop::exit() does.
/// - A call from the loop's own thread within a turn, though, ends with that turn: the owner has yet to look.
///
/// Owned by the dispatcher. call() is for any thread, all else for the one that runs the loop.
class WakeUp
{
public:
    /// Throws std::system_error when there is no descriptor left.
    WakeUp();

    /// Becomes readable, as an edge, when a call ends a wait. Watch it with EPOLLET: it is not read after each call.
    int descriptor() const { return m_descriptor.number(); }

    /// Makes a wait end, now or when it next begins.
    void call();

    /// A turn begins and is about to send what was posted; turns may nest. True if something may be: there was a call
    /// since the turn before began.
    bool beginTurn();

    /// Whether there was a call since the turn began.
    bool isPending() const;

    /// Whether the loop may block now. If so, calls write to the descriptor until endWait().
    [[nodiscard]] bool beginWait();

    /// The wait is over, or there was none. True if a call ended or forbade it.
    bool endWait();

    void endTurn();

    /// Waits for a call, and for nothing else, at most @p timeout ms (-1 without end). Calls beginWait() where it must.
    void waitAlone(int timeout);

private:
    enum class State { Working, Waiting, Called };

    OwnedDescriptor m_descriptor;
    std::atomic<State> m_state = State::Working; ///< what other threads see and do
    std::atomic<Qt::HANDLE> m_thread = nullptr;  ///< the thread that runs the loop, once it has begun
    int m_depth = 0;                             ///< how many turns are running, one within the other
    bool m_called = false;                       ///< by the loop's own thread
    bool m_calledBefore = false;                 ///< before the turn began, by whomever
    bool m_unsent = false;                       ///< what was posted may not have been sent
};

} // namespace hookbot
