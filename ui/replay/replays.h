#pragma once

#include "broker/monitor/monitor.h"

#include <QtCore/QObject>
#include <QtCore/QQueue>

class QMessageBox;
class QWidget;

namespace hookbot {

/// Replays events to their channels or to one listener, and opens the editor for one. It cannot be undone, so it asks
/// before it replays several. Events are replayed one at a time, in the order of the log, up to the first failure.
class Replays final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it. Questions and the editor belong to @p window.
    Replays(Monitor &monitor, QWidget *window);

    /// Replays to the events' own channels.
    void replay(const QList<qint64> &ids);

    void replayTo(const QList<qint64> &ids, const ListenerStatus &listener);

    /// Opens the event in an editor, to publish it as a new one.
    void edit(qint64 id);

Q_SIGNALS:
    /// A sentence for the message line.
    void done(const QString &message);
    void failed(const QString &message);

private:
    struct Job
    {
        QList<qint64> ids;   ///< left to do
        qint64 listener = 0; ///< zero: to their channels
        QString to;          ///< the listener, as text
        qsizetype all = 0;
        qsizetype made = 0;
        int listeners = 0; ///< that received the last one
    };

    void ask(const Job &job, const QString &question, const QString &yes);
    void add(const Job &job);
    void runNext();
    void onOutcome(const Outcome &outcome);
    void end(const QString &error);

    Monitor &m_monitor;
    QWidget *m_window;
    QQueue<Job> m_jobs;
    bool m_isRunning = false;
};

} // namespace hookbot
