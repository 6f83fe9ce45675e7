#pragma once

#include "app/desktop/instanceserver.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

class BrokerRunner;
class DesktopProgram;
class DesktopServer;

/// The commands that other processes of the same user send to the desktop program: what the window does, for a
/// terminal.
///
/// | command | arguments | |
/// |---|---|---|
/// | `raise` | | show the window |
/// | `status` | | describe the server in one line |
/// | `pause`, `resume` | | refuse publishers with 503, or accept them again |
/// | `listeners` | | list the listeners, one per line |
/// | `disconnect` | listener | |
/// | `replay-to` | event, listener | send an event to one listener again |
/// | `explain-token` | token or URL, path | describe what the token gives access to |
/// | `reload` | | apply the edited file of preferences |
/// | `key` | | print the key |
/// | `quit` | | |
class InstanceCommands final : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive it.
    InstanceCommands(DesktopProgram &program, DesktopServer &server, BrokerRunner &monitor)
        : m_program(program),
          m_server(server),
          m_monitor(monitor)
    {
    }

    /// Carries the request out and answers it once, possibly later.
    void handle(const instancemessages::Request &request, const InstanceServer::Answer &answer);

private:
    [[nodiscard]] instancemessages::Reply raise();
    [[nodiscard]] instancemessages::Reply quit();
    [[nodiscard]] instancemessages::Reply setPaused(bool isPaused);
    [[nodiscard]] instancemessages::Reply key() const;
    [[nodiscard]] instancemessages::Reply notRunning() const;
    void listListeners(const InstanceServer::Answer &answer);
    void disconnectListener(qint64 listener, const InstanceServer::Answer &answer);
    void replayTo(qint64 event, qint64 listener, const InstanceServer::Answer &answer);
    void explainToken(const QString &text, const QString &path, const InstanceServer::Answer &answer);
    void reload(const InstanceServer::Answer &answer);

    DesktopProgram &m_program;
    DesktopServer &m_server;
    BrokerRunner &m_monitor;
};

} // namespace hookbot
