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

/// Lines on their way to where they are written, by a thread of its own: nobody waits for the one who reads them.
///
/// At most Most bytes wait, and as many are being written. What does not fit is dropped and counted, and so is what
/// could not be written; the next line that is written says how many, at their place.
///
/// Any thread. Its end waits for the writer for LongestEnd at most: where it cannot write, it is left behind.
class LogQueue
{
public:
    static constexpr qsizetype Most = 512LL * 1024;
    static constexpr std::chrono::milliseconds LongestEnd{ 500 };

    /// Writes bytes and returns how many; may wait for as long as it likes, in the writer's thread. It may be called
    /// after the end of the queue, so it owns all that it needs.
    using Write = std::function<qsizetype(QByteArrayView bytes)>;

    /// The line that says how many were dropped, with its line end. In the writer's thread, as above.
    using DroppedLine = std::function<QByteArray(qint64 lines)>;

    LogQueue(Write write, DroppedLine droppedLine);
    ~LogQueue();
    LogQueue(const LogQueue &) = delete;
    LogQueue &operator=(const LogQueue &) = delete;

    /// A line with its line end. It leaves soon, or now where it is urgent.
    void add(QByteArrayView line, bool isUrgent);

    /// What waits leaves now. Does not wait for that.
    void hurry();

    /// Waits until all that was added is written, or so long. False where it is not.
    bool drain(std::chrono::milliseconds patience);

    /// Lines that nobody will ever read.
    [[nodiscard]] qint64 dropped() const;

private:
    /// What the writer shares with the queue, and keeps where that ends first.
    struct Shared
    {
        std::mutex mutex;
        std::condition_variable changed; ///< for the writer
        std::condition_variable written; ///< for who waits for it
        QByteArray waiting;
        qint64 untold = 0;  ///< lines that were dropped since the last that says so
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
