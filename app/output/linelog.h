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
/// Any thread. A thread of its own does the writing (LogQueue), so that nobody waits for who reads stderr: where that
/// is too slow, lines are dropped, and a line says how many. Lines of Debug and Info leave within a moment, since a
/// busy server writes many; problems leave at once. What cannot be shown is escaped, whoever sent it, and of a line of
/// more than LongestLine bytes its beginning is written. Callers never pass tokens or keys.
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

    /// The style that suits what stderr is.
    [[nodiscard]] static Style styleOfStderr();

    [[nodiscard]] bool wants(LogLevel level) const { return level >= m_least; }
    void write(LogLevel level, QByteArrayView line);

    /// A message of this category; of more than MostMessages in a second the rest is told by its number.
    void writeMessage(LogLevel level, const QByteArray &category, QByteArrayView line);

    /// What waits leaves now. Does not wait for that.
    void flush() { m_queue.hurry(); }

    /// Waits until what was written has left, or for a moment: before the process breaks off, or writes elsewhere. Not
    /// in a server.
    void drain();

    /// Sends what Qt and qCInfo(), qCWarning() and the like say to @p log, or back to Qt's own way with a null pointer.
    static void takeQtMessages(LineLog *log);

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
    std::map<QByteArray, Category> m_categories; ///< as many as there are in the program's text
    qint64 m_leftOut = 0;                        ///< messages that were not written, and are still to be told
    qint64 m_leftOutSecond = 0;
    LogQueue m_queue;
};

} // namespace hookbot
