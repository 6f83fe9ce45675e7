#include "app/output/logqueue.h"

#include "app/output/standarderror.h"

#include <utility>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

/// A line waits this long for others to be written with, or until this many bytes wait.
constexpr auto LongestWait = 100ms;
constexpr qsizetype EnoughToWrite = 64LL * 1024;

/// Not wait_for(), whose steady clock ThreadSanitizer does not see in all its versions.
template<typename Condition>
bool waitFor(std::condition_variable &changed, std::unique_lock<std::mutex> &lock, std::chrono::milliseconds patience,
             Condition condition)
{
    return changed.wait_until(lock, std::chrono::system_clock::now() + patience, condition);
}

} // namespace

LogQueue::LogQueue(Write write, DroppedLine droppedLine) : m_shared(std::make_shared<Shared>())
{
    m_shared->write = std::move(write);
    m_shared->droppedLine = std::move(droppedLine);
    m_thread = std::thread(run, m_shared);
}

LogQueue::~LogQueue()
{
    bool hasEnded = false;
    {
        std::unique_lock lock(m_shared->mutex);
        m_shared->isStopping = true;
        m_shared->changed.notify_one();
        hasEnded = waitFor(m_shared->written, lock, LongestEnd, [this] { return m_shared->hasEnded; });
    }
    if (hasEnded)
        m_thread.join();
    else
        m_thread.detach(); // it ends with the process
}

void LogQueue::add(QByteArrayView line, bool isUrgent)
{
    const std::lock_guard lock(m_shared->mutex);
    if (m_shared->waiting.size() + line.size() > Most) {
        ++m_shared->untold;
        ++m_shared->dropped;
        return;
    }
    const bool isFirst = m_shared->waiting.isEmpty();
    const bool wasEnough = m_shared->waiting.size() > EnoughToWrite;
    m_shared->waiting.append(line);
    const bool isEnough = !wasEnough && m_shared->waiting.size() > EnoughToWrite;
    const bool isHurried = isUrgent && !std::exchange(m_shared->isUrgent, true);
    if (isFirst || isHurried || isEnough)
        m_shared->changed.notify_one();
}

void LogQueue::hurry()
{
    const std::lock_guard lock(m_shared->mutex);
    if (m_shared->waiting.isEmpty() || std::exchange(m_shared->isUrgent, true))
        return;
    m_shared->changed.notify_one();
}

bool LogQueue::drain(std::chrono::milliseconds patience)
{
    hurry();
    std::unique_lock lock(m_shared->mutex);
    return waitFor(m_shared->written, lock, patience,
                   [this] { return m_shared->waiting.isEmpty() && !m_shared->isWriting; });
}

qint64 LogQueue::dropped() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->dropped;
}

void LogQueue::run(const std::shared_ptr<Shared> &shared)
{
    StandardError::blockSignals();
    QByteArray lines; // swapped with the waiting lines, so that neither allocates again
    std::unique_lock lock(shared->mutex);
    for (;;) {
        shared->changed.wait(lock, [&shared] { return shared->isStopping || !shared->waiting.isEmpty(); });
        if (!shared->isStopping) {
            waitFor(shared->changed, lock, LongestWait, [&shared] {
                return shared->isStopping || shared->isUrgent || shared->waiting.size() > EnoughToWrite;
            });
        }
        if (!shared->waiting.isEmpty() || (shared->isStopping && shared->untold > 0))
            writeOnce(*shared, lock, lines);
        if (shared->isStopping && shared->waiting.isEmpty())
            break;
    }
    shared->hasEnded = true;
    shared->written.notify_all();
}

void LogQueue::writeOnce(Shared &shared, std::unique_lock<std::mutex> &lock, QByteArray &lines)
{
    lines.swap(shared.waiting);
    const qint64 told = std::exchange(shared.untold, 0);
    shared.isUrgent = false;
    shared.isWriting = true;
    lock.unlock();
    if (told > 0)
        lines.append(shared.droppedLine(told));
    const qsizetype count = shared.write(lines);
    const qint64 lost = count < lines.size() ? QByteArrayView(lines).sliced(count).count('\n') : 0;
    lines.resize(0); // and keeps its memory
    lock.lock();
    if (lost > 0) {
        const qint64 lostLines = lost - (told > 0 ? 1 : 0); // the last of them only counts
        shared.untold += lostLines + told;
        shared.dropped += lostLines;
    }
    shared.isWriting = false;
    shared.written.notify_all();
}

} // namespace hookbot
