#include "ui/replay/replays.h"

#include "ui/replay/eventeditor.h"
#include "ui/text/format.h"

#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace hookbot {

Replays::Replays(Monitor &monitor, QWidget *window) : QObject(window), m_monitor(monitor), m_window(window) {}

void Replays::replay(const QList<qint64> &ids)
{
    Job job;
    job.ids = ids;
    const QString question = tr("Replay %n event(s) to their channels?", nullptr, int(ids.size()));
    ask(job, question, tr("Replay"));
}

void Replays::replayTo(const QList<qint64> &ids, const ListenerStatus &listener)
{
    Job job;
    job.ids = ids;
    job.listener = listener.id;
    job.to = tr("%1 on %2").arg(visible(listener.remote, 60), channelText(listener.channel));
    ask(job, tr("Replay %n event(s) to this listener?", nullptr, int(ids.size())), tr("Replay to this listener"));
}

void Replays::ask(const Job &job, const QString &question, const QString &yes)
{
    if (job.ids.isEmpty())
        return;
    if (job.ids.size() == 1) {
        add(job);
        return;
    }
    const int listeners = m_monitor.status().listeners;
    const QString who =
        job.listener != 0
            ? job.to
            : tr("Every listener on these channels receives them again. In all, %n listener(s) are connected.", nullptr,
                 listeners);
    auto *box = new QMessageBox(QMessageBox::Question, tr("Replay"), question, QMessageBox::Cancel, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(who + u' ' + tr("This cannot be undone."));
    QPushButton *button = box->addButton(yes, QMessageBox::AcceptRole);
    box->setDefaultButton(button);
    connect(button, &QPushButton::clicked, this, [this, job] { add(job); });
    box->open();
}

void Replays::add(const Job &job)
{
    Job sorted = job;
    std::ranges::sort(sorted.ids);
    sorted.all = sorted.ids.size();
    m_jobs.enqueue(sorted);
    if (!m_isRunning)
        runNext();
}

void Replays::runNext()
{
    const Job &job = m_jobs.head();
    m_isRunning = true;
    const auto answer = [this](const Outcome &outcome) { onOutcome(outcome); };
    if (job.listener != 0)
        m_monitor.replayTo(job.ids.first(), job.listener, this, answer);
    else
        m_monitor.replay(job.ids.first(), this, answer);
}

void Replays::onOutcome(const Outcome &outcome)
{
    Job &job = m_jobs.head();
    if (!outcome.ok()) {
        end(outcome.error);
        return;
    }
    ++job.made;
    job.listeners = outcome.listeners;
    job.ids.removeFirst();
    if (job.ids.isEmpty())
        end({});
    else
        runNext();
}

void Replays::end(const QString &error)
{
    const Job job = m_jobs.dequeue();
    m_isRunning = false;
    if (!m_jobs.isEmpty())
        runNext();
    if (!error.isEmpty() && job.all == 1)
        Q_EMIT failed(tr("Not replayed: %1").arg(error));
    else if (!error.isEmpty())
        Q_EMIT failed(tr("Replayed %1 of %2 events, then failed: %3").arg(job.made).arg(job.all).arg(error));
    else if (job.listener != 0)
        Q_EMIT done(tr("Replayed %n event(s) to %1.", nullptr, int(job.all)).arg(job.to));
    else if (job.all > 1)
        Q_EMIT done(tr("Replayed %n event(s).", nullptr, int(job.all)));
    else
        Q_EMIT done(tr("Replayed to %n listener(s).", nullptr, job.listeners));
}

void Replays::edit(qint64 id)
{
    m_monitor.findEvent(id, this, [this](const std::optional<EventDetail> &event) {
        if (!event) {
            Q_EMIT failed(tr("This event is no longer in the log."));
            return;
        }
        auto *editor = new EventEditor(m_monitor, *event, m_window);
        editor->setAttribute(Qt::WA_DeleteOnClose);
        connect(editor, &EventEditor::published, this, [this](const Outcome &outcome) {
            Q_EMIT done(tr("Published as %1, to %n listener(s).", nullptr, outcome.listeners).arg(outcome.id));
        });
        editor->open();
    });
}

} // namespace hookbot
