#pragma once

#include "app/desktop/clocks.h"
#include "broker/monitor/snapshots.h"
#include "broker/net/bindaddress.h"
#include "hookbot/watch.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>

#include <memory>

class QNetworkReply;

namespace hookbot {

/// Finds out whether the server truly works: publishes a small event through its own port, over HTTP, and hears it
/// back, over a WebSocket, as anybody would. Every 30 s, every 5 s while that fails, and at once when the computer has
/// slept or its network has changed. One thread, whose event loop it needs.
class Canary final : public QObject
{
    Q_OBJECT

public:
    static constexpr char Channel[] = "hookbot/canary";

    /// The server to try.
    struct Target
    {
        BindAddress address;     ///< where it listens
        QString certificateFile; ///< PEM, the chain behind it: only this one is trusted; empty for plain HTTP
        QByteArray key;
    };

    explicit Canary(Clocks clocks, QObject *parent = nullptr);
    ~Canary() override;

    /// From now on, and at once; instead of the one before.
    void start(const Target &target);

    /// From now on nothing is known.
    void stop();

Q_SIGNALS:
    void healthChanged(const hookbot::Health &health);

private:
    enum class Stage { Idle, Connecting, Posting, Hearing };

    void tick();
    void tryNow();
    void dial();
    void hangUp();
    void post();
    void answered();
    void heard(const listen::Event &event);
    void takeTooLong();
    void fail(const QString &reason);
    void setState(Health::State state, const QString &reason);
    void watchNetwork();
    [[nodiscard]] QUrl url(const QString &scheme, const QString &path) const;

    Target m_target;
    Health m_health;
    Stage m_stage = Stage::Idle;
    QByteArray m_body; ///< of the event that is on its way
    QString m_fault;   ///< why there is no connection
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
