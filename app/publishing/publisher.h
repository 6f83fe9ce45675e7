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
        std::chrono::milliseconds longestSilence{ 30'000 }; ///< after which an answer is no longer waited for
        int retries = 0; ///< how often it is tried again where nothing can have been published
    };

    /// What the server said of an event that it took.
    struct Published
    {
        int status = 0;
        QByteArray id;        ///< empty where the server is not hookbot, or an old one
        QByteArray listeners; ///< how many heard it at once
    };

    Publisher(PublishTarget target, Settings settings);

    /// The error has the server's words, and says so where it cannot be known whether the event was published.
    [[nodiscard]] tl::expected<Published, QString> publish(const Headers &headers, const QByteArray &body);

private:
    /// How one attempt ended.
    struct Outcome
    {
        Published published;                  ///< its status is 0 where there was no answer
        QString problem;                      ///< why there is none, or what it says if it is no success
        bool isSurelyUnpublished = false;     ///< so that trying again cannot publish it twice
        std::chrono::seconds retryAfter{ 0 }; ///< what the server asks for; 0 where it does not
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
