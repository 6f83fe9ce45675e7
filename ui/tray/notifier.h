#pragma once

#include "broker/monitor/snapshots.h"
#include "ui/program/desktop.h"

#include <QtCore/QMap>
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace hookbot {

/// Decides what is worth a notification, and says it seldom: what comes together is told together, and no two come
/// within a few seconds. GUI thread.
class Notifier : public QObject
{
    Q_OBJECT

public:
    /// @p desktop outlives it.
    explicit Notifier(Desktop &desktop, QObject *parent = nullptr);

    /// Whoever looks at the window needs none.
    void setWindowWatched(bool isWatched) { m_isWatched = isWatched; }

    /// Whether anything would be told of any event.
    [[nodiscard]] bool wantsArrivals() const { return !m_desktop.preferences().notifiedChannels.isEmpty(); }

    /// Notifies of the outcome of an action in the panel's menu.
    void notifyOutcome(const QString &text, bool isTrouble);

public Q_SLOTS:
    void take(const hookbot::Arrivals &arrivals);

Q_SIGNALS:
    /// @p event is the one to open when it is clicked; zero: just the window. @p isTrouble: nothing that can wait.
    void wanted(const QString &title, const QString &text, qint64 event, bool isTrouble);

private:
    struct Heap
    {
        qint64 count = 0;
        EventSummary last;
    };

    [[nodiscard]] bool isNotified(const QByteArray &channel) const;
    void takeNotice(const Notice &notice);
    void tell();

    Desktop &m_desktop;
    QMap<QByteArray, Heap> m_waiting; ///< by channel
    qint64 m_others = 0;              ///< events of channels for which there was no room there
    QTimer m_pause;
    bool m_isWatched = false;
};

} // namespace hookbot
