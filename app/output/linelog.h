#pragma once

#include "app/output/logqueue.h"
#include "app/output/standarderror.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QtGlobal>

#include <map>
#include <mutex>
#include <string>

namespace hookbot {

enum class LogLevel { Debug, Info, Warning, Error };

/// The level of this name (`debug`, `info`, `warning`, `error`), which has been checked.
[[nodiscard]] LogLevel logLevelOf(const std::string &name);

/// The program's log: lines on stderr. Under systemd each begins with its priority, for the journal; on a terminal with
/// the time of day, problems in colour; elsewhere with date, time and level.
///
/// Thread-safe. A thread of its own writes (LogQueue), so that no caller waits for the reader of stderr: if that is too
/// slow, lines are dropped, and a line has their number. Lines of Debug and Info are written after a moment, since a
/// busy server writes many; problems are written at once. Control characters are escaped, and a line of more than
/// LongestLine bytes is cut. Callers must not pass tokens or keys.
class LineLog
{
public:
    enum class Style { Journal, Terminal, Plain };

    static constexpr qsizetype LongestLine = 4096;

    /// Messages of Qt of one category in a second; strangers can cause some of them.
    static constexpr int MostMessages = 10;

    LineLog(Style style, LogLevel least, LogQueue::Write write = StandardError::write);
    ~LineLog();
    LineLog(const LineLog &) = delete;
    LineLog &operator=(const LineLog &) = delete;

    /// The style for what stderr is connected to.
    [[nodiscard]] static Style styleOfStderr();

    [[nodiscard]] bool wants(LogLevel level) const { return level >= m_least; }
    void write(LogLevel level, QByteArrayView line);

    /// Writes a message of this category. Messages beyond MostMessages in a second are only counted.
    void writeMessage(LogLevel level, const QByteArray &category, QByteArrayView line);

    /// Starts to write waiting lines now, without waiting for that.
    void flush() { m_queue.hurry(); }

    /// Waits until what was written has left, or for a moment: before the process breaks off, or writes elsewhere. Not
    /// in a server.
    void drain();

    /// Sends the messages of Qt, qCInfo(), qCWarning() and the like to @p log. Null restores Qt's own handler.
    static void handleQtMessages(LineLog *log);

private:
    struct Category
    {
        qint64 second = 0; ///< of the messages that are counted
        qint64 messages = 0;
    };

    void add(LogLevel level, QByteArrayView line);
    void tellLeftOut(qint64 second);
    const QByteArray &time(qint64 second);

    const Style m_style;
    const LogLevel m_least;
    std::mutex m_mutex;
    QByteArray m_line;
    QByteArray m_time; ///< in our style
    qint64 m_second = -1;
    std::map<QByteArray, Category> m_categories; ///< a fixed set: the categories in the source
    qint64 m_leftOut = 0;                        ///< messages that were not written and not reported yet
    qint64 m_leftOutSecond = 0;
    LogQueue m_queue;
};

} // namespace hookbot
