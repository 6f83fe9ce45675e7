#pragma once

#include "app/listening/deliveries.h"
#include "app/listening/statefile.h"
#include "app/output/linelog.h"

#include "hookbot/watch.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace hookbot {

/// What a listener of unsafe channels has to say (protocol, section 4).
inline const QPair<QByteArray, QByteArray> UnsafeIsOk{ "X-Hookbot-Unsafe-Is-Ok",
                                                       "I understand the security implications" };

/// The watch as it can be started, with the `since` that its URL had where none was given besides. The error says what
/// is wrong with it.
[[nodiscard]] tl::expected<listen::Watch::Options, QString> checkedWatch(listen::Watch::Options watch);

/// What `hookbot listen` does from its first call to its last: watches some URLs, hands what they hear to a handler,
/// and remembers what has been handled.
class ListenSession : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        std::vector<listen::Watch::Options> watches;
        Deliveries::Order order;
        std::optional<qint64> count;                 ///< of events, and then it is over
        std::function<bool(const Event &)> isWanted; ///< the others are passed over; without it, none
        /// Remember each event before the next begins, so that a crash repeats no more than what ran. Else many that
        /// were done at once are remembered together.
        bool isEachSaved = true;
    };

    /// @p state and @p log, and the handler, must outlive it; the state may be null.
    ListenSession(Options options, Handler &handler, StateFile *state, LineLog &log);
    ~ListenSession() override;

    /// What the source of a checked watch is called: host and path, the same whichever scheme is used, and no token.
    [[nodiscard]] static QString nameOf(const QUrl &url);

    void start();

    /// Starts, and runs the application's event loop until it is over or the process is told to end. The exit status.
    int run();

    /// Asked once: hears nothing any more, and ends when what has begun is done. Asked again: at once.
    void stop();

Q_SIGNALS:
    /// It is over, with this exit status: 0 where all was well.
    void over(int status);

private:
    struct Source
    {
        QString name; ///< host and path
        std::unique_ptr<listen::Watch> watch;
        Progress *progress = nullptr; ///< the state's
        bool hasEnded = false;
    };

    void connectWatch(int number);
    [[nodiscard]] static Progress *progressOf(const Source &source, const Event &event);
    void heard(int number, const listen::Event &told);
    void finished(int number, const EventPtr &event, Handling outcome);
    void ended(int number, const QString &reason);
    void fail(const QString &reason);
    void hangUp();
    void pauseOrResume();
    void save();
    void say(LogLevel level, const Source &source, const QString &words);

    Options m_options;
    StateFile *m_state;
    LineLog &m_log;
    Deliveries m_deliveries;
    std::vector<Source> m_sources;
    QTimer m_saveSoon;
    qint64 m_accepted = 0;
    qint64 m_ended = 0;
    Handler &m_handler;
    bool m_isPaused = false;
    bool m_isStopping = false;
    bool m_hasSaveFailed = false;
    bool m_hasMissedIds = false;
    int m_status = 0;
};

} // namespace hookbot
