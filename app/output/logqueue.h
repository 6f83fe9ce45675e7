#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace hookbot {

/// A queue of lines that a thread of its own writes, so that callers never wait for the reader.
///
/// At most Most bytes wait, and as many are being written. Lines that do not fit or cannot be written are dropped and
/// counted; the next line that is written reports their number in their place.
///
/// Thread-safe. The destructor waits for the writer for LongestEnd at most, and then abandons it.
class LogQueue
{
public:
    static constexpr qsizetype Most = 512LL * 1024;
    static constexpr std::chrono::milliseconds LongestEnd{ 500 };

    /// Writes bytes and returns how many; may wait for as long as it likes, in the writer's thread. It may be called
    /// after the end of the queue, so it owns all that it needs.
    using Write = std::function<qsizetype(QByteArrayView bytes)>;

    /// Makes the line that reports the number of dropped lines, with its line end. In the writer's thread, as above.
    using DroppedLine = std::function<QByteArray(qint64 lines)>;

    LogQueue(Write write, DroppedLine droppedLine);
    ~LogQueue();
    LogQueue(const LogQueue &) = delete;
    LogQueue &operator=(const LogQueue &) = delete;

    /// Adds a line with its line end, to be written soon, or now if it is urgent.
    void add(QByteArrayView line, bool isUrgent);

    /// Starts to write waiting lines now, without waiting for that.
    void hurry();

    /// Waits until all added lines are written, for this long at most. Returns whether they are.
    bool drain(std::chrono::milliseconds patience);

    /// The number of dropped lines.
    [[nodiscard]] qint64 dropped() const;

private:
    /// What the writer shares with the queue, and keeps where that ends first.
    struct Shared
    {
        std::mutex mutex;
        std::condition_variable changed; ///< for the writer
        std::condition_variable written; ///< for drain()
        QByteArray waiting;
        qint64 untold = 0;  ///< dropped lines that were not reported yet
        qint64 dropped = 0; ///< in all
        bool isUrgent = false;
        bool isStopping = false;
        bool isWriting = false;
        bool hasEnded = false;
        Write write;
        DroppedLine droppedLine;
    };

    static void run(const std::shared_ptr<Shared> &shared);
    static void writeOnce(Shared &shared, std::unique_lock<std::mutex> &lock, QByteArray &lines);

    std::shared_ptr<Shared> m_shared;
    std::thread m_thread;
};

} // namespace hookbot
