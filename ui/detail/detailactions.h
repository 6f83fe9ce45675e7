#pragma once

#include "broker/monitor/monitor.h"

#include <QtWidgets/QWidget>

#include <optional>

class QMenu;

namespace hookbot {

/// The row of buttons below an event: replay, copy, save. Replaying is only asked for, by signals.
class DetailActions final : public QWidget
{
    Q_OBJECT

public:
    /// @p monitor outlives it.
    explicit DetailActions(Monitor &monitor, QWidget *parent = nullptr);

    /// What the actions are about; nullopt: they do nothing.
    void setEvent(const std::optional<EventDetail> &event) { m_event = event; }

    void copyAsCurl();
    void saveBody();

Q_SIGNALS:
    void replayAsked(qint64 id);
    void editAsked(qint64 id);
    void replayToAsked(qint64 id, qint64 listener);
    void headersAsked();
    void done(const QString &message);
    void failed(const QString &message);

private:
    void fillReplayMenu();
    void copy(const QString &text, const QString &message);
    void copyBody();
    void write(const QString &path, const QByteArray &body);
    [[nodiscard]] QString bodyFileName() const;

    Monitor &m_monitor;
    QList<ListenerStatus> m_listeners;
    std::optional<EventDetail> m_event;
    QMenu *m_replayMenu;
};

} // namespace hookbot
