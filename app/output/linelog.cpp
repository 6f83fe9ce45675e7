#include "app/output/linelog.h"

#include "app/output/printable.h"
#include "app/output/terminal.h"

#include <QtCore/QDateTime>
#include <QtCore/QMessageLogContext>
#include <QtCore/QString>

#include <algorithm>
#include <atomic>
#include <map>
#include <utility>

namespace hookbot {

namespace {

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

void takeQtMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    LineLog *log = qtMessageTaker;
    if (!log)
        return;
    if (type == QtFatalMsg) { // the process ends with it
        log->write(LogLevel::Error, message.toUtf8());
        log->drain();
    } else {
        log->writeMessage(levelOf(type), context.category, message.toUtf8());
    }
}

QByteArray timeOf(LineLog::Style style, qint64 second)
{
    switch (style) {
    case LineLog::Style::Journal:
        break;
    case LineLog::Style::Terminal:
        return QDateTime::fromSecsSinceEpoch(second).toString(u"HH:mm:ss").toLatin1();
    case LineLog::Style::Plain:
        return QDateTime::fromSecsSinceEpoch(second, Qt::UTC).toString(Qt::ISODate).toLatin1();
    }
    return {};
}

QByteArray prefixOf(LineLog::Style style, LogLevel level, const QByteArray &time)
{
    switch (style) {
    case LineLog::Style::Journal: { // sd-daemon(3)
        static constexpr const char *priorities[] = { "<7>", "<6>", "<4>", "<3>" };
        return priorities[int(level)];
    }
    case LineLog::Style::Terminal: {
        static constexpr const char *marks[] = { "  ", "  ", "  \x1b[33mwarning:\x1b[0m ", "  \x1b[31merror:\x1b[0m " };
        return time + marks[int(level)];
    }
    case LineLog::Style::Plain: {
        static constexpr const char *names[] = { " debug ", " info ", " warning ", " error " };
        return time + names[int(level)];
    }
    }
    return {};
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

LineLog::LineLog(Style style, LogLevel least, LogQueue::Write write)
    : m_style(style),
      m_least(least),
      m_queue(std::move(write), [style](qint64 lines) {
          return prefixOf(style, LogLevel::Warning, timeOf(style, QDateTime::currentSecsSinceEpoch())) +
                 QByteArray::number(lines) +
                 " log lines were dropped: they could not be written, or were not read fast enough\n";
      })
{
}

LineLog::~LineLog()
{
    const std::lock_guard lock(m_mutex);
    tellLeftOut(m_leftOutSecond + 1);
}

/// Made once a second, since a busy server writes many lines in one.
const QByteArray &LineLog::time(qint64 second)
{
    if (std::exchange(m_second, second) != second)
        m_time = timeOf(m_style, second);
    return m_time;
}

void LineLog::write(LogLevel level, QByteArrayView line)
{
    if (!wants(level))
        return;
    const std::lock_guard lock(m_mutex);
    tellLeftOut(QDateTime::currentSecsSinceEpoch());
    add(level, line);
}

void LineLog::writeMessage(LogLevel level, const QByteArray &category, QByteArrayView line)
{
    if (!wants(level))
        return;
    const std::lock_guard lock(m_mutex);
    const qint64 second = QDateTime::currentSecsSinceEpoch();
    tellLeftOut(second);
    Category &known = m_categories[category];
    if (std::exchange(known.second, second) != second)
        known.messages = 0;
    if (++known.messages <= MostMessages || level == LogLevel::Debug) {
        add(level, line);
        return;
    }
    ++m_leftOut;
    m_leftOutSecond = second;
}

/// Of the seconds before this one.
void LineLog::tellLeftOut(qint64 second)
{
    if (m_leftOut == 0 || second == m_leftOutSecond)
        return;
    add(LogLevel::Warning,
        QByteArray::number(std::exchange(m_leftOut, 0)) + " more messages like the last ones were suppressed");
}

void LineLog::add(LogLevel level, QByteArrayView line)
{
    m_line.resize(0); // and keeps its memory
    m_line +=
        prefixOf(m_style, level, m_style == Style::Journal ? QByteArray() : time(QDateTime::currentSecsSinceEpoch()));
    m_line += printable(line.first(std::min(line.size(), LongestLine)));
    if (line.size() > LongestLine)
        m_line += " [and " + QByteArray::number(line.size() - LongestLine) + " bytes]";
    m_line += '\n';
    m_queue.add(m_line, level >= LogLevel::Warning);
}

void LineLog::drain()
{
    m_queue.drain(LogQueue::LongestEnd);
}

void LineLog::handleQtMessages(LineLog *log)
{
    qtMessageTaker = log;
    qInstallMessageHandler(log ? takeQtMessage : nullptr);
}

} // namespace hookbot
