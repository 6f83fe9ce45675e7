#include "linelog.h"

#include "terminal.h"

#include <QtCore/QDateTime>
#include <QtCore/QMessageLogContext>
#include <QtCore/QString>

#include <atomic>
#include <cstdio>

namespace hookbot {

namespace {

constexpr qsizetype LongestWait = 64 * 1024; // bytes that wait for flush()

std::atomic<LineLog *> qtMessageTaker = nullptr;

LogLevel levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return LogLevel::Debug;
    case QtInfoMsg: return LogLevel::Info;
    case QtWarningMsg: return LogLevel::Warning;
    case QtCriticalMsg:
    case QtFatalMsg: return LogLevel::Error;
    }
    return LogLevel::Error;
}

void takeQtMessage(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (LineLog *log = qtMessageTaker)
        log->write(levelOf(type), message.toUtf8());
}

/// The line with everything escaped that could move a terminal's cursor or forge another line.
QByteArray printable(QByteArrayView line)
{
    QByteArray result;
    result.reserve(line.size());
    for (const char c : line) {
        const auto byte = static_cast<uchar>(c);
        if (byte < 0x20 || byte == 0x7f)
            result.append("\\x").append(QByteArray::number(byte, 16).rightJustified(2, '0'));
        else
            result.append(c);
    }
    return result;
}

} // namespace

LineLog::Style LineLog::styleOfStderr()
{
    if (stderrIsJournal())
        return Style::Journal;
    return stderrIsTerminal() ? Style::Terminal : Style::Plain;
}

QByteArray LineLog::prefix(LogLevel level) const
{
    switch (m_style) {
    case Style::Journal: // sd-daemon(3)
        switch (level) {
        case LogLevel::Debug: return "<7>";
        case LogLevel::Info: return "<6>";
        case LogLevel::Warning: return "<4>";
        case LogLevel::Error: return "<3>";
        }
        break;
    case Style::Terminal: {
        const QByteArray time = QDateTime::currentDateTime().toString(u"HH:mm:ss").toLatin1();
        switch (level) {
        case LogLevel::Debug:
        case LogLevel::Info: return time + "  ";
        case LogLevel::Warning: return time + "  \x1b[33mwarning:\x1b[0m ";
        case LogLevel::Error: return time + "  \x1b[31merror:\x1b[0m ";
        }
        break;
    }
    case Style::Plain: {
        static constexpr const char *names[] = { "debug", "info", "warning", "error" };
        return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + ' ' + names[int(level)] + ' ';
    }
    }
    return {};
}

void LineLog::write(LogLevel level, QByteArrayView line)
{
    if (!wants(level))
        return;
    const QByteArray whole = prefix(level) + printable(line) + '\n';
    bool now = level >= LogLevel::Warning;
    {
        const std::lock_guard lock(m_mutex);
        m_waiting += whole;
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
