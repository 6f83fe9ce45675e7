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

/// The header that a listener of unsafe channels must send (protocol, section 4).
inline const QPair<QByteArray, QByteArray> UnsafeIsOk{ "X-Hookbot-Unsafe-Is-Ok",
                                                       "I understand the security implications" };

/// Checks the options of a watch. Uses the `since` of the URL if none is set. The error describes what is not valid
/// and what to do.
[[nodiscard]] tl::expected<listen::Watch::Options, QString> checkedWatch(listen::Watch::Options watch);

/// A run of `hookbot listen`: watches some URLs, passes their events to a handler, and records which events have been
/// handled.
class ListenSession : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        std::vector<listen::Watch::Options> watches;
        Deliveries::Order order;
        std::optional<qint64> count;                 ///< of events, after which the session ends
        std::function<bool(const Event &)> isWanted; ///< other events are skipped; null: handle all
        /// Save each event before the next one starts, so that a crash repeats only the events in progress. Otherwise
        /// several events are saved together.
        bool isEachSaved = true;
    };

    /// @p state and @p log, and the handler, must outlive it; the state may be null.
    ListenSession(Options options, Handler &handler, StateFile *state, LineLog &log);
    ~ListenSession() override;

    /// The name of a watch's source: host and path, the same for every scheme, without the token.
    [[nodiscard]] static QString nameOf(const QUrl &url);

    void start();

    /// Starts, and runs the application's event loop until over() or a signal. Returns the exit status.
    int run();

    /// First call: receives no more events, and ends when those in progress are handled. Second call: ends at once.
    void stop();

Q_SIGNALS:
    /// The session has ended, with this exit status: 0 if nothing failed.
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
    void received(int number, const listen::Event &told);
    void finished(int number, const EventPtr &event, Handling outcome);
    void ended(int number, const QString &reason);
    void fail(const QString &reason);
    void stopWatches();
    void pauseOrResume();
    void save();
    void report(LogLevel level, const Source &source, const QString &words);

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
