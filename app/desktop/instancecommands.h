#pragma once

#include "app/desktop/instanceserver.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

class BrokerRunner;
class DesktopServer;

/// What the desktop program does when another process of its user says so: what the window does, for a terminal.
///
/// | command | arguments | |
/// |---|---|---|
/// | `raise` | | show the window |
/// | `status` | | say in a line how it is |
/// | `pause`, `resume` | | let publishers wait, or not |
/// | `listeners` | | say who listens, a line each |
/// | `disconnect` | listener | |
/// | `replay-to` | event, listener | give an event once more to one listener |
/// | `explain-token` | token or URL, path | say what it opens |
/// | `reload` | | take the changed preferences |
/// | `key` | | say the key |
/// | `quit` | | |
class InstanceCommands final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    InstanceCommands(DesktopServer &server, BrokerRunner &monitor) : m_server(server), m_monitor(monitor) {}

    void obey(const instancewords::Request &request, const InstanceServer::Answer &answer);

private:
    [[nodiscard]] instancewords::Reply raise();
    [[nodiscard]] instancewords::Reply quit();
    [[nodiscard]] instancewords::Reply setPaused(bool isPaused);
    [[nodiscard]] instancewords::Reply key() const;
    [[nodiscard]] instancewords::Reply notRunning() const;
    void tellListeners(const InstanceServer::Answer &answer);
    void disconnectListener(qint64 listener, const InstanceServer::Answer &answer);
    void replayTo(qint64 event, qint64 listener, const InstanceServer::Answer &answer);
    void explainToken(const QString &text, const QString &path, const InstanceServer::Answer &answer);
    void reload(const InstanceServer::Answer &answer);

    DesktopServer &m_server;
    BrokerRunner &m_monitor;
};

} // namespace hookbot
