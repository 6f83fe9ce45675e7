#pragma once

#include "app/publishing/publishtarget.h"
#include "broker/event/headers.h"

#include <QtCore/QCoreApplication>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QSslConfiguration>

#include <chrono>

class QNetworkRequest;

namespace hookbot {

/// Publishes events to one URL, one after another. Needs an application; one thread. publish() runs an event loop.
class Publisher
{
    Q_DECLARE_TR_FUNCTIONS(Publisher)

public:
    struct Settings
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        std::chrono::milliseconds longestSilence{ 30'000 }; ///< the longest wait for an answer
        int retries = 0; ///< the maximum number of retries, if the event was certainly not published
    };

    /// The server's answer for a published event.
    struct Published
    {
        int status = 0;
        QByteArray id;        ///< empty if the server is not hookbot, or an old one
        QByteArray listeners; ///< the number of live listeners
    };

    Publisher(PublishTarget target, Settings settings);

    /// The error has the server's message, and says so if the event may have been published.
    [[nodiscard]] tl::expected<Published, QString> publish(const Headers &headers, const QByteArray &body);

private:
    /// How one attempt ended.
    struct Outcome
    {
        Published published;                  ///< its status is 0 if there was no answer
        QString problem;                      ///< the network error, or the answer of a failure
        bool isSurelyUnpublished = false;     ///< a retry cannot publish it twice
        std::chrono::seconds retryAfter{ 0 }; ///< what the server asks for; 0 if it does not
    };

    [[nodiscard]] Outcome post(const Headers &headers, const QByteArray &body);
    [[nodiscard]] QNetworkRequest requestFor(const Headers &headers, qsizetype bodySize) const;
    [[nodiscard]] Outcome outcomeOf(QNetworkReply &reply, const QStringList &tlsProblems) const;
    [[nodiscard]] QString withoutAnswer(const QNetworkReply &reply, const QStringList &tlsProblems) const;

    PublishTarget m_target;
    Settings m_settings;
    QNetworkAccessManager m_network;
};

} // namespace hookbot
