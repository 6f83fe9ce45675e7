#include "linelog.h"

#include "terminal.h"

#include <QtCore/QDateTime>
#include <QtCore/QMessageLogContext>
#include <QtCore/QString>

#include <algorithm>
#include <atomic>
#include <cstdio>

namespace hookbot {

namespace {

constexpr qsizetype LongestWait = 64LL * 1024; // bytes that wait for flush()

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

/// Appends the line with everything escaped that could move a terminal's cursor or forge another line.
void appendPrintable(QByteArrayView line, QByteArray &to)
{
    const auto isControl = [](char c) { return static_cast<uchar>(c) < 0x20 || c == 0x7f; };
    while (!line.isEmpty()) {
        const auto control = std::find_if(line.begin(), line.end(), isControl);
        const auto printable = qsizetype(control - line.begin());
        to.append(line.first(printable));
        line = line.sliced(printable);
        if (!line.isEmpty()) {
            to.append("\\x").append(QByteArray::number(static_cast<uchar>(line.front()), 16).rightJustified(2, '0'));
            line = line.sliced(1);
        }
    }
}

} // namespace

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
        appendPrintable(line, m_waiting);
        m_waiting += '\n';
        now |= m_waiting.size() > LongestWait;
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
