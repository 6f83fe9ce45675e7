#pragma once

#include "broker/monitor/monitor.h"

#include <QtCore/QObject>
#include <QtCore/QQueue>

class QMessageBox;
class QWidget;

namespace hookbot {

/// Publishes events again, gives them to one listener again, or makes new ones of them. Nothing of it can be undone, so
/// for several it asks once. One after the other, in the order of the log, up to the first that fails.
class Replays final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it. Questions and the editor belong to @p window.
    Replays(Monitor &monitor, QWidget *window);

    /// To their own channels.
    void replay(const QList<qint64> &ids);

    void replayTo(const QList<qint64> &ids, const ListenerStatus &listener);

    /// Opens it in an editor, to be published as a new event.
    void edit(qint64 id);

Q_SIGNALS:
    /// A sentence for the status line.
    void done(const QString &message);
    void failed(const QString &message);

private:
    struct Job
    {
        QList<qint64> ids;   ///< left to do
        qint64 listener = 0; ///< zero: to their channels
        QString to;          ///< the listener, in words
        qsizetype all = 0;
        qsizetype made = 0;
        int listeners = 0; ///< who got the last one
    };

    void ask(const Job &job, const QString &question, const QString &yes);
    void add(const Job &job);
    void goOn();
    void take(const Outcome &outcome);
    void end(const QString &error);

    Monitor &m_monitor;
    QWidget *m_window;
    QQueue<Job> m_jobs;
    bool m_isRunning = false;
};

} // namespace hookbot
