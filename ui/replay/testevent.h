#pragma once

#include "broker/monitor/monitor.h"

#include <QtCore/QObject>

namespace hookbot {

/// Publishes a small event, to try a channel. One at a time: while one is being published, send() does nothing. GUI
/// thread.
class TestEvent final : public QObject
{
    Q_OBJECT

public:
    /// @p monitor outlives it.
    explicit TestEvent(Monitor &monitor, QObject *parent = nullptr);

    /// Precondition: @p channel is not a prefix. done() or failed() follows.
    void send(const QByteArray &channel);

Q_SIGNALS:
    /// A sentence for the person who asked.
    void done(const QString &message);
    void failed(const QString &message);

private:
    Monitor &m_monitor;
    bool m_isSending = false;
};

} // namespace hookbot
