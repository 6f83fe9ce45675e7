#pragma once

#include "app/posting/bodyreadonce.h"
#include "listen/backoff.h"

#include <QtCore/QByteArray>
#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkRequest>

#include <chrono>
#include <memory>
#include <optional>

namespace hookbot {

/// A request that is repeated until its answer is final: if there is no answer, or the answer is 408, 425, 429 or 5xx,
/// it is sent again after a growing pause, or the one that the server asks for.
class Post : public QObject
{
    Q_OBJECT

public:
    struct Attempt
    {
        int status = 0;   ///< zero if there was no answer
        QByteArray words; ///< the network error, or the beginning of the answer's body; printable
        std::chrono::milliseconds took{};
        std::optional<std::chrono::milliseconds> pause; ///< until the next attempt, if there is one
    };

    /// @p network must outlive it.
    Post(QNetworkAccessManager &network, const QNetworkRequest &request, QByteArray method, QByteArray body,
         QObject *parent);
    ~Post() override;

    void begin();

    /// Stops retries: ended() follows the attempt in progress, or comes at once.
    void stop();

    /// Aborts the attempt in progress.
    void kill();

Q_SIGNALS:
    void attempted(const hookbot::Post::Attempt &attempt);

    /// After the last attempt: its status, or nullopt if another attempt could have succeeded.
    void ended(std::optional<int> status);

private:
    void answered();

    QNetworkAccessManager &m_network;
    QNetworkRequest m_request;
    QByteArray m_method;
    QByteArray m_body;
    std::unique_ptr<BodyReadOnce> m_sent; ///< of the attempt in progress
    QNetworkReply *m_reply = nullptr;
    QElapsedTimer m_clock;
    QTimer m_again;
    listen::Backoff m_backoff;
    bool m_isStopped = false;
};

} // namespace hookbot
