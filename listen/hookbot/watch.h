#pragma once

#include "hookbot/event.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QPair>
#include <QtCore/QString>
#include <QtCore/QUrl>

#include <chrono>
#include <memory>

namespace hookbot::listen {

/// Receives every event of a channel until it is stopped. It connects to the server, notices when the connection is
/// dead, reconnects, and continues after the last event that it received.
///
/// It lives in the thread of its owner, and needs that thread's event loop. Signals are emitted from the event loop,
/// never from within a call. A slot may call any function of the watch. It must not delete the watch, but may call
/// deleteLater().
class Watch : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        /// The URL of `/sub/<channel>`, with ws, wss, http or https, and the token as user name.
        QUrl url;
        /// Additional headers of each handshake.
        QList<QPair<QByteArray, QByteArray>> headers;
        /// The first events: `all`, those of a duration (`90s`, `10m`, `24h`, `7d`), or those after an event's id.
        /// Empty or `none` means new events since start(). Replaces a `since=` in the URL.
        QByteArray since;
        /// A file of certificates in PEM form that are trusted in addition to the system's, for a private CA.
        QString caFile;
        /// A file with the server's own certificate in PEM form. Only this certificate is trusted, for any host name.
        /// It is meant for a server on this machine, and replaces caFile.
        QString serverCertificateFile;
        /// The interval between pings, and the longest silence before the watch reconnects.
        std::chrono::milliseconds pingInterval = std::chrono::seconds(15);
        std::chrono::milliseconds longestSilence = std::chrono::seconds(40);
    };

    explicit Watch(Options options, QObject *parent = nullptr);
    ~Watch() override;

    /// Starts the watch; further calls have no effect. Emits ended() if the options are not valid.
    void start();

    /// Disconnects for ever. No signal is emitted afterwards.
    void stop();

    /// Disconnects until resume(), which continues after the last received event. It is meant for an owner that has
    /// more events than it can handle. Returns false and does nothing if the server has no log, since events would be
    /// lost.
    bool pause();
    void resume();

    /// The id of the last received event; empty before the first, or if the server has no ids.
    [[nodiscard]] QByteArray lastId() const;

Q_SIGNALS:
    void connected();
#ifdef __clang__ // QObject::event() is for Qt's events, and cannot be confused with this signal
#    pragma clang diagnostic push
#    pragma clang diagnostic ignored "-Woverloaded-virtual"
#endif
    void event(const hookbot::listen::Event &event);
#ifdef __clang__
#    pragma clang diagnostic pop
#endif

    /// Events are lost: the server has dropped the events between @p after, the last received one, and @p oldest, the
    /// next one that it still has (empty if it has none).
    void gap(const QByteArray &after, const QByteArray &oldest);

    /// The connection has ended, or could not be made. The watch reconnects after @p pause.
    void disconnected(const QString &reason, std::chrono::milliseconds pause);

    /// The watch has ended because a retry is useless: the server refused the URL (400, 401, 403, 404), or the options
    /// are not valid. The reason is a text for the user, with the server's message if there is one.
    void ended(const QString &reason);

private:
    class Line;
    std::unique_ptr<Line> m_line;
};

} // namespace hookbot::listen
