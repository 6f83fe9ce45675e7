#pragma once

#include "broker/event/clocks.h"
#include "broker/monitor/snapshots.h"
#include "broker/net/bindaddress.h"
#include "hookbot/watch.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>

#include <memory>

class QNetworkReply;

namespace hookbot {

/// Checks whether the server works: publishes a small event through its port, over HTTP, and receives it over a
/// WebSocket, like any client. Every 30 s, every 5 s while that fails, and at once when the computer has woken up or
/// its network has changed. One thread, whose event loop it needs.
class Canary final : public QObject
{
    Q_OBJECT

public:
    static constexpr char Channel[] = "hookbot/canary";

    /// The server to check.
    struct Target
    {
        BindAddress address;     ///< that it listens on
        QString certificateFile; ///< PEM, followed by its chain: no other is trusted; empty for plain HTTP
        QByteArray key;
    };

    explicit Canary(Clocks clocks, QObject *parent = nullptr);
    ~Canary() override;

    /// Checks this server from now on, instead of the one before. The first check is at once.
    void start(const Target &target);

    /// Stops checking; the health is then unknown.
    void stop();

Q_SIGNALS:
    void healthChanged(const hookbot::Health &health);

private:
    enum class Stage { Idle, Connecting, Posting, Receiving };

    void tick();
    void tryNow();
    void connectListener();
    void reset();
    void post();
    void answered();
    void received(const listen::Event &event);
    void timeOut();
    void fail(const QString &reason);
    void setState(Health::State state, const QString &reason);
    void watchNetwork();
    [[nodiscard]] QUrl url(const QString &scheme, const QString &path) const;

    Target m_target;
    Health m_health;
    Stage m_stage = Stage::Idle;
    QByteArray m_body; ///< of the test event in progress
    QString m_fault;   ///< why the listener is not connected
    bool m_isConnected = false;
    std::unique_ptr<listen::Watch> m_watch;
    QNetworkAccessManager m_network;
    QNetworkReply *m_reply = nullptr; ///< the manager's
    QTimer m_ticker;
    QTimer m_deadline;
    Clocks m_clocks;
    std::chrono::steady_clock::time_point m_tried;      ///< the start of the last try
    std::chrono::steady_clock::time_point m_ticked;     ///< the last tick
    std::chrono::system_clock::time_point m_tickedWall; ///< likewise
    bool m_knowsNetwork = false;
};

} // namespace hookbot
