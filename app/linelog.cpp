#include "linelog.h"

#include "printable.h"
#include "terminal.h"

#include <QtCore/QDateTime>
#include <QtCore/QMessageLogContext>
#include <QtCore/QString>

#include <atomic>
#include <cstdio>
#include <map>

namespace hookbot {

namespace {

constexpr qsizetype LongestBacklog = 64LL * 1024; // bytes that wait for flush()

std::atomic<LineLog *> qtMessageTaker = nullptr;

LogLevel levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return LogLevel::Debug;
    case QtInfoMsg:
        return LogLevel::Info;
    case QtWarningMsg:
        return LogLevel::Warning;
    case QtCriticalMsg:
    case QtFatalMsg:
        return LogLevel::Error;
    }
    return LogLevel::Error;
}

void takeQtMessage(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (LineLog *log = qtMessageTaker)
        log->write(levelOf(type), message.toUtf8());
}

} // namespace

LogLevel logLevelOf(const std::string &name)
{
    static const std::map<std::string, LogLevel> levels{ { "debug", LogLevel::Debug },
                                                         { "info", LogLevel::Info },
                                                         { "warning", LogLevel::Warning },
                                                         { "error", LogLevel::Error } };
    return levels.at(name);
}

LineLog::Style LineLog::styleOfStderr()
{
    if (stderrIsJournal())
        return Style::Journal;
    return stderrIsTerminal() ? Style::Terminal : Style::Plain;
}

QByteArray LineLog::prefix(LogLevel level)
{
    switch (m_style) {
    case Style::Journal: { // sd-daemon(3)
        static constexpr const char *priorities[] = { "<7>", "<6>", "<4>", "<3>" };
        return priorities[int(level)];
    }
    case Style::Terminal: {
        static constexpr const char *marks[] = { "  ", "  ", "  \x1b[33mwarning:\x1b[0m ", "  \x1b[31merror:\x1b[0m " };
        return time() + marks[int(level)];
    }
    case Style::Plain: {
        static constexpr const char *names[] = { " debug ", " info ", " warning ", " error " };
        return time() + names[int(level)];
    }
    }
    return {};
}

/// The time in this style; made anew once a second, since a busy server writes many lines in one.
const QByteArray &LineLog::time()
{
    const qint64 second = QDateTime::currentSecsSinceEpoch();
    if (second != m_second) {
        m_second = second;
        m_time = m_style == Style::Terminal ? QDateTime::currentDateTime().toString(u"HH:mm:ss").toLatin1()
                                            : QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toLatin1();
    }
    return m_time;
}

void LineLog::write(LogLevel level, QByteArrayView line)
{
    if (!wants(level))
        return;
    bool now = level >= LogLevel::Warning;
    {
        const std::lock_guard lock(m_mutex);
        m_waiting += prefix(level);
        m_waiting += printable(line);
        m_waiting += '\n';
        now |= m_waiting.size() > LongestBacklog;
    }
    if (now)
        flush();
}

void LineLog::flush()
{
    const std::lock_guard lock(m_mutex);
    std::fwrite(m_waiting.constData(), 1, size_t(m_waiting.size()), stderr);
    std::fflush(stderr);
    m_waiting.clear();
}

void LineLog::takeQtMessages(LineLog *log)
{
    qtMessageTaker = log;
    qInstallMessageHandler(log ? takeQtMessage : nullptr);
}

} // namespace hookbot
