#pragma once

#include "broker/monitor/monitor.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace hookbot {

class CopyLine;
class Note;

/// What stands in place of the events while there is none: how to send the first to a channel, and how to hear it.
class WelcomePane : public QWidget
{
    Q_OBJECT

public:
    /// The monitor must outlive it.
    explicit WelcomePane(Monitor &monitor, QWidget *parent = nullptr);

    /// As the broker calls it. Below a folder, and where it is empty, an example is shown.
    void setChannel(const QByteArray &channel);

    void sendTestEvent();

Q_SIGNALS:
    /// @p what says it in words: `Publish URL copied`.
    void copied(const QString &what);

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
    Note *m_outcome;
};

} // namespace hookbot
