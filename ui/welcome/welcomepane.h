#pragma once

#include "broker/monitor/monitor.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace hookbot {

class CopyLine;
class Note;

/// Shown instead of the list while there are no events: how to publish the first one, and how to receive it.
class WelcomePane : public QWidget
{
    Q_OBJECT

public:
    /// @p monitor outlives it.
    explicit WelcomePane(Monitor &monitor, QWidget *parent = nullptr);

    /// The channel as named in the broker. With a prefix, or an empty name, an example below it is shown.
    void setChannel(const QByteArray &channel);

Q_SIGNALS:
    /// @p what is a message: `Publish URL copied`.
    void copied(const QString &what);
    void testEventAsked(const QByteArray &channel);

protected:
    bool event(QEvent *event) override;

private:
    CopyLine *addLine(const QString &name);
    void layOut();
    void askAccess();
    void showAccess(const Access &access);

    Monitor &m_monitor;
    QByteArray m_channel;
    bool m_isExample = true; ///< nobody has chosen the channel
    quint64 m_asked = 0;
    QLabel *m_title;
    QLabel *m_lead;
    CopyLine *m_publish;
    CopyLine *m_subscribe;
    CopyLine *m_curl;
    CopyLine *m_listen;
    QPushButton *m_send;
    Note *m_problem; ///< why there are no URLs
};

} // namespace hookbot
