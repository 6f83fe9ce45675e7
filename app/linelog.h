#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QtGlobal>

#include <mutex>
#include <string>

namespace hookbot {

enum class LogLevel { Debug, Info, Warning, Error };

/// The level of this name (`debug`, `info`, `warning`, `error`), which has been checked.
[[nodiscard]] LogLevel logLevelOf(const std::string &name);

/// The program's log: lines on stderr. Under systemd each begins with its priority, for the journal; on a terminal with
/// the time of day, problems in colour; elsewhere with date, time and level.
///
/// Any thread. Lines of Debug and Info may wait for flush(), since a busy server writes many; problems leave at once.
/// Control characters are shown escaped, whoever sent them. Callers never pass tokens or keys.
class LineLog
{
public:
    enum class Style { Journal, Terminal, Plain };

    LineLog(Style style, LogLevel least) : m_style(style), m_least(least) {}
    ~LineLog() { flush(); }
    LineLog(const LineLog &) = delete;
    LineLog &operator=(const LineLog &) = delete;

    /// The style that suits what stderr is.
    [[nodiscard]] static Style styleOfStderr();

    [[nodiscard]] bool wants(LogLevel level) const { return level >= m_least; }
    void write(LogLevel level, QByteArrayView line);
    void flush();

    /// Sends what Qt and qCInfo(), qCWarning() and the like say to @p log, or back to Qt's own way with a null pointer.
    static void takeQtMessages(LineLog *log);

private:
    [[nodiscard]] QByteArray prefix(LogLevel level);
    const QByteArray &time();

    Style m_style;
    LogLevel m_least;
    std::mutex m_mutex;
    QByteArray m_waiting;
    QByteArray m_time;
    qint64 m_second = -1;
};

} // namespace hookbot
