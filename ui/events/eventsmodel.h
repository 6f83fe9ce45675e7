#pragma once

#include "broker/monitor/monitor.h"
#include "ui/events/eventkinds.h"
#include "ui/events/eventreading.h"
#include "ui/events/eventrows.h"

#include <QtCore/QAbstractListModel>

namespace hookbot {

/// A part of the log as rows, the newest on top: EventRows, filled by an EventReading. What is scrolled to is read, and
/// what is far from there is forgotten.
///
/// Events that arrive are inserted while the first row is looked at; otherwise they are only counted (unseen()), so
/// that nothing moves while somebody reads.
class EventsModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole, EventRole };
    enum class State {
        Idle,
        Searching, ///< reads back into the log, maybe far
        Stopped,   ///< by stop(); resume() continues
        Failed     ///< see error(); resume() tries again
    };

    static constexpr int PageSize = EventReading::PageSize;
    static constexpr int MaxRows = EventRows::MaxRows;

    /// @p monitor outlives it.
    explicit EventsModel(Monitor &monitor, QObject *parent = nullptr);

    /// Shows what @p filter asks for, from the head; its direction, place and limit are ignored. The rows stay as they
    /// are until the first answer comes.
    void setFilter(const EventQuery &filter);
    [[nodiscard]] const EventQuery &filter() const { return m_filter; }

    /// Forgets the rows as soon as newer ones are there.
    void readFromHead();

    /// Reads the page above the first row, if there is one.
    void readNewer();

    /// Asks for events that were not reported because nobody was interested.
    void catchUp();

    /// Whether the first row is looked at, so that events that arrive are inserted above it.
    void setFollowing(bool isFollowing) { m_isFollowing = isFollowing; }

    /// Whether events that arrive now are inserted above the first row.
    [[nodiscard]] bool isLive() const { return m_isFollowing && isAtHead(); }

    void stop();
    void resume();

    [[nodiscard]] const EventSummary &event(int row) const { return m_rows.at(row); }

    /// -1 if the event is not a row.
    [[nodiscard]] int rowOf(qint64 id) const { return m_rows.rowOf(id); }

    [[nodiscard]] State state() const;
    [[nodiscard]] QString error() const { return m_reading.error(); }

    [[nodiscard]] bool isAtHead() const { return m_rows.isAtHead(); }
    [[nodiscard]] bool isAtEnd() const { return m_rows.isAtEnd(); }

    /// Rows above the first one were forgotten; readNewer() brings them back.
    [[nodiscard]] bool isTrimmedAbove() const { return m_rows.isTrimmedAbove(); }

    /// The number of events that match, have arrived since the rows were read, and are not rows yet.
    [[nodiscard]] qint64 unseen() const { return m_unseen; }

    /// The kinds and services that were seen, sorted.
    [[nodiscard]] QStringList kinds() const { return m_kinds.sorted(); }

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
    using Stage = EventReading::Stage;

    void take(const EventsPage &page, qint64 from);
    void takeFirst(const EventsPage &page);
    void takeNewer(const EventsPage &page);
    void takeProbed(const EventsPage &page);
    void takeArrivals(const Arrivals &arrivals);
    void takeStatus(const ServerStatus &status);
    void addNew(const QList<EventSummary> &events, qint64 upTo);
    qsizetype putOnTop(const QList<EventSummary> &events);
    void putBelow(const EventsPage &page);
    void trimAbove();
    void trimBelow();
    void setUnseen(qint64 unseen);
    void noteKinds(const QList<EventSummary> &events);

    EventQuery m_filter;
    EventRows m_rows;
    EventReading m_reading;
    EventKinds m_kinds;
    qint64 m_unseen = 0;
    qsizetype m_gathered = 0; ///< rows since older ones were asked for
    qsizetype m_caughtUp = 0; ///< rows since a series of probes began
    bool m_isFollowing = true;
    bool m_isStopped = false;
    bool m_isNewFilter = false;
    bool m_wasServing = true;
};

} // namespace hookbot

Q_DECLARE_METATYPE(hookbot::EventSummary)
