#pragma once

#include <QtCore/QtGlobal>

namespace hookbot {

/// Waits until a thread has really ended.
///
/// QThread::wait() returns while the thread still runs the destructors of data that libraries keep for it. If the
/// process ends then, they race with it: OpenSSL's cleanup of the process with that of the thread. Where the system has
/// no way to know, wait() does nothing.
class ThreadEnd
{
public:
    /// Call it on the thread.
    void isOfThisThread();

    /// Call it on another thread, after QThread::wait(). Waits for at most a second.
    void wait() const;

private:
    qint64 m_id = 0; ///< the kernel's number of the thread; zero until known
};

/// The same for threads of destroyed QNetworkAccessManagers, which nothing else can name. Waits for at most a second.
void waitForNetworkThreads();

} // namespace hookbot
