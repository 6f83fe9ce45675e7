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

/// A request that is made until it has an answer that would not be another one later: where nobody answers, or the
/// answer is 408, 425, 429 or 5xx, it is made again after a growing pause, or the one that the server asks for.
class Post : public QObject
{
    Q_OBJECT

public:
    struct Attempt
    {
        int status = 0;   ///< zero where nobody answered
        QByteArray words; ///< what went wrong where nobody answered, else the beginning of the body; printable
        std::chrono::milliseconds took{};
        std::optional<std::chrono::milliseconds> pause; ///< until the next, if there is one
    };

    /// @p network must outlive it.
    Post(QNetworkAccessManager &network, const QNetworkRequest &request, QByteArray method, QByteArray body,
         QObject *parent);
    ~Post() override;

    void begin();

    /// Makes it not again: ended() comes after the attempt that runs, or at once.
    void stop();

    /// Ends what runs.
    void kill();

Q_SIGNALS:
    void attempted(const hookbot::Post::Attempt &attempt);

    /// After the last attempt: its status, or nothing where another could have had a better one.
    void ended(std::optional<int> status);

private:
    void answered();

    QNetworkAccessManager &m_network;
    QNetworkRequest m_request;
    QByteArray m_method;
    QByteArray m_body;
    std::unique_ptr<BodyReadOnce> m_sent; ///< of the attempt that runs
    QNetworkReply *m_reply = nullptr;
    QElapsedTimer m_clock;
    QTimer m_again;
    listen::Backoff m_backoff;
    bool m_isStopped = false;
};

} // namespace hookbot
