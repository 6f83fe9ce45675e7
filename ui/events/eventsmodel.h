#pragma once

#include "broker/monitor/monitor.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QSet>
#include <QtCore/QStringList>

#include <deque>

namespace hookbot {

/// A part of the log as rows, the newest on top. It holds MaxRows at most and is never a copy of the log: what is
/// scrolled to is read, and what is far from there is forgotten.
///
/// Rows are a stretch without gaps: all that matches from the last row up to m_top. What comes beyond that is inserted
/// while somebody follows the head, and else only counted (unseen()), so nothing moves under a reader's eyes.
class EventsModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole, EventRole };
    enum class State {
        Idle,
        Searching, ///< reads back into the log, maybe far
        Stopped,   ///< by stop(): goOn() goes on
        Failed     ///< see error(); goOn() tries again
    };

    static constexpr int PageSize = 200;
    static constexpr int MaxRows = 4000;

    /// @p monitor outlives it.
    explicit EventsModel(Monitor &monitor, QObject *parent = nullptr);

    /// Shows what @p filter asks for, from the head; its direction, place and limit are not looked at. The rows stay as
    /// they are until the first answer comes.
    void setFilter(const EventQuery &filter);
    [[nodiscard]] const EventQuery &filter() const { return m_filter; }

    /// Forgets the rows, as soon as newer ones are there.
    void readFromHead();

    /// Reads the page above the first row, if there is something.
    void readNewer();

    /// Asks whether something came that was not told, because nobody was interested.
    void catchUp();

    /// Whether the first row is looked at, so that what comes is to be inserted above it.
    void setFollowing(bool isFollowing) { m_isFollowing = isFollowing; }

    /// Whether what comes is inserted above the first row, now.
    [[nodiscard]] bool isLive() const { return m_isFollowing && isAtHead(); }

    void stop();
    void goOn();

    [[nodiscard]] const EventSummary &event(int row) const { return m_rows[size_t(row)]; }

    /// Where the event is, or -1.
    [[nodiscard]] int rowOf(qint64 id) const;

    [[nodiscard]] State state() const;
    [[nodiscard]] QString error() const { return m_error; }

    /// There is nothing newer that matches.
    [[nodiscard]] bool isAtHead() const { return m_top >= m_head; }

    /// There is nothing older that matches.
    [[nodiscard]] bool isAtEnd() const { return m_isAtEnd; }

    /// Rows above the first one were forgotten, and are to be read again by who scrolls there.
    [[nodiscard]] bool isTrimmedAbove() const { return m_isTrimmedAbove; }

    /// Events that match and came since the rows were read, and are no rows yet.
    [[nodiscard]] qint64 unseen() const { return m_unseen; }

    /// What kinds and services have come by, in order.
    [[nodiscard]] QStringList kinds() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void stateChanged();
    void unseenChanged();
    void kindsChanged();
    /// The first answer to another filter is in the rows.
    void filterApplied();

private:
    using Take = void (EventsModel::*)(const EventsPage &page);

    void find(EventQuery::Direction direction, qint64 from, Take take);
    void begin(qint64 head);
    void takeFirst(const EventsPage &page);
    void takeOlder(const EventsPage &page);
    void takeNewer(const EventsPage &page);
    void takeProbed(const EventsPage &page);
    void takeArrivals(const Arrivals &arrivals);
    void takeStatus(const ServerStatus &status);
    void readOlder();
    void probe();
    void fail(const QString &error);
    void goOnUnlessEnough();

    void addNew(const QList<EventSummary> &events, qint64 upTo);
    qsizetype putOnTop(const QList<EventSummary> &events);
    void putBelow(const QList<EventSummary> &events);
    void trimAbove();
    void trimBelow();
    void setUnseen(qint64 unseen);
    void noteKinds(const QList<EventSummary> &events);
    void setReadingOlder(bool isReading);

    Monitor &m_monitor;
    EventQuery m_filter;
    std::deque<EventSummary> m_rows;
    qint64 m_head = 0;   ///< all up to this id is in the rows, or was counted in m_unseen
    qint64 m_top = 0;    ///< all up to this id, down to the last row, is in the rows
    qint64 m_bottom = 0; ///< where to go on to older ones
    qint64 m_unseen = 0;
    qsizetype m_gathered = 0; ///< rows since somebody asked for older ones
    qsizetype m_caughtUp = 0; ///< rows since a series of probes began
    int m_generation = 0;     ///< of the filter and the reading from the head: an answer to an earlier one is stale
    bool m_isFollowing = true;
    bool m_isAtEnd = false;
    bool m_isBeginning = false;
    bool m_isReadingOlder = false;
    bool m_isOlderStale = false; ///< rows were forgotten below while older ones were being read
    bool m_isReadingNewer = false;
    bool m_isProbing = false;
    bool m_mustProbe = false;
    bool m_isStopped = false;
    bool m_isNewFilter = false;
    bool m_isTrimmedAbove = false;
    bool m_wasServing = true;
    QString m_error;
    QSet<QString> m_kinds;
};

} // namespace hookbot

Q_DECLARE_METATYPE(hookbot::EventSummary)
