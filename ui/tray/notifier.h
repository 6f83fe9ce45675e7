#pragma once

#include "broker/monitor/snapshots.h"
#include "ui/program/program.h"

#include <QtCore/QMap>
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace hookbot {

/// Decides what to notify of, and limits the rate: events that arrive together become one notification, and there is at
/// most one in a few seconds. GUI thread.
class Notifier : public QObject
{
    Q_OBJECT

public:
    /// @p desktop outlives it.
    explicit Notifier(Program &program, QObject *parent = nullptr);

    /// While the window has the focus, there are no notifications of events.
    void setWindowWatched(bool isWatched) { m_isWatched = isWatched; }

    /// Whether any event can lead to a notification.
    [[nodiscard]] bool wantsArrivals() const { return !m_program.preferences().notifiedChannels.isEmpty(); }

    /// Notifies of the outcome of an action in the panel's menu.
    void notifyOutcome(const QString &text, bool isTrouble);

public Q_SLOTS:
    void take(const hookbot::Arrivals &arrivals);

Q_SIGNALS:
    /// @p event is to be opened when the notification is clicked; zero: the window only. @p isTrouble: it is urgent.
    void wanted(const QString &title, const QString &text, qint64 event, bool isTrouble);

private:
    struct Pending
    {
        qint64 count = 0;
        EventSummary last;
    };

    [[nodiscard]] bool isNotified(const QByteArray &channel) const;
    void takeNotice(const Notice &notice);
    void notifyPending();

    Program &m_program;
    QMap<QByteArray, Pending> m_pending; ///< by channel
    qint64 m_others = 0;                 ///< events of channels beyond the limit of m_pending
    QTimer m_pause;
    bool m_isWatched = false;
};

} // namespace hookbot
