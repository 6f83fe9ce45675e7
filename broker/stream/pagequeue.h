#pragma once

#include "broker/log/eventlog.h"

#include <QtCore/QObject>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

namespace hookbot {

/// Reads pages of a log for all cursors that are behind, in turn: few pages at a time, each shared by all that ask for
/// it while it is being read, and a bounded number of bytes handed out in one turn of the event loop. So many listeners
/// that catch up do not delay publishers and live listeners. Lives in the log's thread, and ends before the log.
class PageQueue final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const EventLog::Page &)>;

    /// As long as its holder keeps it, the holder waits for a page.
    using Ticket = std::shared_ptr<Done>;

    /// Pages that are read and not yet handed out to all, at a time.
    static constexpr qsizetype MostPages = 4;
    /// What is handed out in one turn: the page that reaches it is the last.
    static constexpr qint64 BytesPerTurn = 2LL * 1024 * 1024;

    explicit PageQueue(EventLog &log, QObject *parent = nullptr);

    /// The log whose pages these are.
    [[nodiscard]] EventLog &log() const { return m_log; }

    /// Calls @p done as EventLog::read() does, later and from the event loop, unless the ticket is released before.
    [[nodiscard]] Ticket read(EventId after, const Filter &filter, EventLog::ReadLimit limit, Done done);

private:
    using Waiters = std::vector<std::weak_ptr<Done>>;
    using Key = std::tuple<EventId, QByteArray, qsizetype, qint64>; ///< after, filter, limit

    struct Read
    {
        EventId after;
        Filter filter;
        EventLog::ReadLimit limit;
        Waiters waiters;

        [[nodiscard]] Key key() const { return { after, filter.name, limit.events, limit.bytes }; }
    };

    /// A page that has been read, and who gets it.
    struct Answer
    {
        EventLog::Page page;
        qint64 cost = 0;
        Waiters waiters;
        size_t next = 0;
    };

    void begin();
    void answered(const std::shared_ptr<Read> &read, const EventLog::Page &page);
    void handOut();
    void beginTurn();

    EventLog &m_log;
    std::map<Key, std::shared_ptr<Read>> m_reads; ///< until they are answered
    std::deque<std::shared_ptr<Read>> m_waiting;  ///< those that have not begun, in order
    std::deque<std::shared_ptr<Answer>> m_answers;
    qsizetype m_pages = 0;    ///< that are being read or handed out
    qint64 m_handedOut = 0;   ///< bytes, in this turn
    bool m_turnEnds = false;  ///< beginTurn() is posted
    bool m_isHanding = false; ///< during handOut()
};

} // namespace hookbot
