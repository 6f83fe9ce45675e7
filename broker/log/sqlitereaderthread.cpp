#include "broker/log/sqlitereaderthread.h"

#include "broker/log/sqlitereader.h"

#include <future>
#include <utility>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds ReopenPause = 50ms;

} // namespace

SqliteReaderThread::SqliteReaderThread(QString path, std::function<void(const QString &)> failed)
    : m_path(std::move(path)),
      m_failed(std::move(failed))
{
}

SqliteReaderThread::~SqliteReaderThread()
{
    end();
}

QString SqliteReaderThread::start()
{
    std::promise<QString> started;
    m_started = [&started](const QString &error) { started.set_value(error); };
    m_thread = std::thread([this] { run(); });
    return started.get_future().get();
}

void SqliteReaderThread::end()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_asked.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void SqliteReaderThread::ask(Question question)
{
    {
        const std::lock_guard lock(m_mutex);
        m_questions.push_back(std::move(question));
    }
    m_asked.notify_one();
}

void SqliteReaderThread::close()
{
    std::unique_lock lock(m_mutex);
    m_mustClose = true;
    m_asked.notify_one();
    m_closed.wait(lock, [this] { return !m_isOpen; });
}

void SqliteReaderThread::mayOpen()
{
    const std::lock_guard lock(m_mutex);
    m_mustClose = false;
    m_asked.notify_one();
}

/// Opens the file, and again after each close().
void SqliteReaderThread::run()
{
    const auto report = [this](const QString &error) {
        if (const auto started = std::exchange(m_started, nullptr))
            started(error);
        else if (!error.isEmpty())
            m_failed(error);
    };
    while (waitUntilOpen()) {
        bool isOver = false;
        try {
            SqliteReader reader(m_path);
            report({});
            isOver = answerQuestions(reader);
        } catch (const SqliteError &error) {
            isOver = m_started != nullptr;
            report(error.text());
        }
        noteClosed();
        if (isOver)
            return;
    }
}

/// False: the thread ends.
bool SqliteReaderThread::waitUntilOpen()
{
    std::unique_lock lock(m_mutex);
    if (!m_started) // it was open before: if it cannot be opened now, do not try at once
        m_asked.wait_for(lock, ReopenPause, [this] { return m_ends; });
    m_asked.wait(lock, [this] { return m_ends || !m_mustClose; });
    m_isOpen = !m_ends;
    return m_isOpen;
}

void SqliteReaderThread::noteClosed()
{
    const std::lock_guard lock(m_mutex);
    m_isOpen = false;
    m_closed.notify_one();
}

/// Until the file must be closed. True: the thread ends.
bool SqliteReaderThread::answerQuestions(SqliteReader &reader)
{
    for (;;) {
        Question question;
        {
            std::unique_lock lock(m_mutex);
            m_asked.wait(lock, [this] { return m_ends || m_mustClose || !m_questions.empty(); });
            if (m_ends || m_mustClose)
                return m_ends;
            question = std::move(m_questions.front());
            m_questions.pop_front();
        }
        question(reader);
    }
}

} // namespace hookbot
