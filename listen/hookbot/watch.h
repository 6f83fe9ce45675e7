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

/// Hears every event of a channel, for as long as its owner wants: dials, notices when nothing can be heard any more,
/// dials again, and goes on after the last event that it has heard.
///
/// It lives in the thread of its owner, whose event loop it needs. Signals come from the event loop, never from within
/// a call. A slot may call anything here; it must not delete the watch (deleteLater() is fine).
class Watch : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        /// `/sub/<channel>` of the server, as ws, wss, http or https, with the token as user name.
        QUrl url;
        /// Sent with each handshake, beside those that a handshake has.
        QList<QPair<QByteArray, QByteArray>> headers;
        /// Where to begin: `all`, a duration (`90s`, `10m`, `24h`, `7d`), an event's id, or, with nothing or `none`,
        /// what comes from start() on. Replaces a `since=` in the URL.
        QByteArray since;
        /// Certificates in PEM form that are trusted beside the system's: for a server with a private authority.
        QString caFile;
        /// The server's own certificate in PEM form: it is trusted whatever name it is for, and no other is. For a
        /// server on this machine; stands for caFile.
        QString serverCertificateFile;
        /// The server is pinged so often, and given up after so long a silence.
        std::chrono::milliseconds pingInterval = std::chrono::seconds(15);
        std::chrono::milliseconds longestSilence = std::chrono::seconds(40);
    };

    explicit Watch(Options options, QObject *parent = nullptr);
    ~Watch() override;

    /// Begins; once. What is wrong with the options comes as ended().
    void start();

    /// Hangs up for good. No signal comes after it.
    void stop();

    /// Hangs up until resume(), which goes on after the last event that was heard: for an owner with more events than
    /// it can handle. Does nothing, and says so, where the server keeps no log and events would be lost.
    bool pause();
    void resume();

    /// The id of the last event that was heard; empty before the first, or where the server gives none.
    [[nodiscard]] QByteArray lastId() const;

Q_SIGNALS:
    void connected();
#ifdef __clang__ // QObject::event() is for events of Qt's, and nobody takes the one for the other
#    pragma clang diagnostic push
#    pragma clang diagnostic ignored "-Woverloaded-virtual"
#endif
    void event(const hookbot::listen::Event &event);
#ifdef __clang__
#    pragma clang diagnostic pop
#endif

    /// Events are lost: the server keeps nothing any more of what came between the event @p after, the last that was
    /// heard, and @p oldest, the next that it has (empty for none).
    void gap(const QByteArray &after, const QByteArray &oldest);

    /// The connection has ended, or could not be made; the watch dials again after @p pause.
    void disconnected(const QString &reason, std::chrono::milliseconds pause);

    /// The watch has ended by itself, since it cannot help to try again: the server refused the URL (400, 401, 403,
    /// 404), or the options are wrong. The reason is for the user, in the server's words where it gave some.
    void ended(const QString &reason);

private:
    class Line;
    std::unique_ptr<Line> m_line;
};

} // namespace hookbot::listen
