#pragma once

#include <QtCore/QtGlobal>

namespace hookbot {

/// Waits until a thread has really ended.
///
/// QThread::wait() returns while the thread still runs the destructors of what libraries keep for it. Whoever ends the
/// process then races with them: OpenSSL's own end against OpenSSL's end of that thread. Where the system offers no way
/// to know, wait() does nothing.
class ThreadEnd
{
public:
    /// Called in the thread.
    void isOfThisThread();

    /// Called in another, after QThread::wait(); for a second at most.
    void wait() const;

private:
    qint64 m_id = 0; ///< the kernel's number of the thread; zero before it is known
};

/// The same for the threads of QNetworkAccessManagers that are gone: nobody else can name them. For a second at most.
void waitForNetworkThreads();

} // namespace hookbot
