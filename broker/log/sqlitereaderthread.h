#pragma once

#include <QtCore/QString>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace hookbot {

class SqliteReader;

/// The thread that reads the file of a log. It has a connection of its own, and answers one question after the other.
class SqliteReaderThread
{
public:
    /// Called on the thread. What it captured from its caller belongs to the caller's thread: it must hand that back
    /// with its answer.
    using Question = std::function<void(SqliteReader &)>;

    /// @p failed is called on the thread when the file cannot be opened again.
    SqliteReaderThread(QString path, std::function<void(const QString &)> failed);

    /// Drops the questions that are not answered yet.
    ~SqliteReaderThread();

    SqliteReaderThread(const SqliteReaderThread &) = delete;
    SqliteReaderThread &operator=(const SqliteReaderThread &) = delete;

    /// Starts the thread, and waits until it has opened the file. Returns why it cannot; empty if it has.
    [[nodiscard]] QString start();

    /// Any thread.
    void ask(Question question);

    /// Any other thread: waits until the connection is closed. It stays closed until mayOpen().
    void close();
    void mayOpen();

    /// Ends the thread after the present question.
    void end();

private:
    void run();
    [[nodiscard]] bool waitUntilOpen();
    void noteClosed();
    [[nodiscard]] bool answerQuestions(SqliteReader &reader);

    QString m_path;
    std::function<void(const QString &)> m_failed;
    std::function<void(const QString &)> m_started; ///< called once; the thread's

    std::mutex m_mutex; // for all from here to the thread
    std::condition_variable m_asked;
    std::condition_variable m_closed;
    std::deque<Question> m_questions;
    bool m_ends = false;
    bool m_mustClose = false;
    bool m_isOpen = false;

    std::thread m_thread;
};

} // namespace hookbot
