#include "ui/replay/testevent.h"

#include "ui/text/format.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <utility>

namespace hookbot {

TestEvent::TestEvent(Monitor &monitor, QObject *parent) : QObject(parent), m_monitor(monitor) {}

void TestEvent::send(const QByteArray &channel)
{
    if (std::exchange(m_isSending, true))
        return;
    const QJsonObject body{ { QStringLiteral("message"), tr("Hello from hookbot") }, { QStringLiteral("test"), true } };
    NewEvent event;
    event.channel = channel;
    event.headers = { { "Content-Type", "application/json" }, { "User-Agent", "hookbot" } };
    event.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    m_monitor.publish(event, this, [this, channel](const Outcome &outcome) {
        m_isSending = false;
        if (outcome.ok())
            Q_EMIT done(tr("Test event published on %1, to %n listener(s).", nullptr, outcome.listeners)
                            .arg(channelText(channel)));
        else
            Q_EMIT failed(tr("The test event was not published: %1").arg(outcome.error));
    });
}

} // namespace hookbot
