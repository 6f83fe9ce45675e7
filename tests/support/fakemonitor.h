#pragma once

#include "broker/monitor/monitor.h"

#include <QtCore/QMetaObject>
#include <QtCore/QPointer>

#include <algorithm>
#include <deque>
#include <utility>

namespace hookbot {

/// A Monitor of a broker that is not there: what the test puts in, a window sees; what the window asks for, the test
/// can look up. It keeps to the terms of Monitor: answers come in the event loop, and not once their context is gone.
class FakeMonitor final : public Monitor
{
public:
    using Monitor::Monitor;

    // What a test puts in.

    ServerStatus now;
    std::deque<EventDetail> log;       ///< in id order
    qsizetype longestLook = 1'000'000; ///< events that one request looks at
    QString refusal;                   ///< of publish, replay and replayTo; empty: they succeed
    QList<ListenerStatus> listeners;
    Access access;
    TokenExplanation explanation;

    /// An event comes in; told at once if somebody is interested.
    qint64 arrive(EventDetail event)
    {
        event.summary.id = log.empty() ? 1 : log.back().summary.id + 1;
        event.summary.size = event.body.size();
        log.push_back(event);
        if (interests.testFlag(Interest::Arrivals))
            Q_EMIT eventsArrived({ 1, { event.summary } });
        return event.summary.id;
    }

    void setStatus(const ServerStatus &status)
    {
        now = status;
        Q_EMIT statusChanged(now);
    }

    void setListeners(const QList<ListenerStatus> &all)
    {
        listeners = all;
        Q_EMIT listenersChanged(listeners);
    }

    // What the window asked for.

    Interests interests;
    QList<EventQuery> queries;
    QList<NewEvent> published;
    QList<qint64> replayed;
    QList<std::pair<qint64, qint64>> replayedTo; ///< event, listener
    QList<qint64> disconnected;
    QList<AccessRequest> accessRequests;
    QList<std::pair<QString, QString>> explained;

    // Monitor

    [[nodiscard]] ServerStatus status() const override { return now; }
    void setInterests(Interests wanted) override { interests = wanted; }

    void findEvents(const EventQuery &query, const QObject *context, Answer<EventsPage> answer) override
    {
        queries.append(query);
        later(context, std::move(answer), [this, query] { return page(query); });
    }

    void findEvent(qint64 id, const QObject *context, Answer<std::optional<EventDetail>> answer) override
    {
        later(context, std::move(answer), [this, id]() -> std::optional<EventDetail> {
            const auto found = std::ranges::find(log, id, [](const EventDetail &event) { return event.summary.id; });
            return found == log.end() ? std::nullopt : std::optional(*found);
        });
    }

    void findListeners(const QObject *context, Answer<QList<ListenerStatus>> answer) override
    {
        later(context, std::move(answer), [this] { return listeners; });
    }

    void publish(const NewEvent &event, const QObject *context, Answer<Outcome> answer) override
    {
        published.append(event);
        later(context, std::move(answer), [this] { return Outcome{ .error = refusal, .id = 1, .listeners = 1 }; });
    }

    void replay(qint64 id, const QObject *context, Answer<Outcome> answer) override
    {
        replayed.append(id);
        later(context, std::move(answer), [this] { return Outcome{ .error = refusal, .id = 1, .listeners = 1 }; });
    }

    void replayTo(qint64 id, qint64 listener, const QObject *context, Answer<Outcome> answer) override
    {
        replayedTo.append({ id, listener });
        later(context, std::move(answer), [this] { return Outcome{ .error = refusal, .id = 0, .listeners = 1 }; });
    }

    void disconnectListener(qint64 listener) override { disconnected.append(listener); }

    void setPaused(bool isPaused) override
    {
        ServerStatus status = now;
        status.state = isPaused ? ServerStatus::State::Paused : ServerStatus::State::Serving;
        setStatus(status);
    }

    void makeAccess(const AccessRequest &request, const QObject *context, Answer<Access> answer) override
    {
        accessRequests.append(request);
        later(context, std::move(answer), [this] { return access; });
    }

    void explainToken(const QString &text, const QString &path, const QObject *context,
                      Answer<TokenExplanation> answer) override
    {
        explained.append({ text, path });
        later(context, std::move(answer), [this] { return explanation; });
    }

private:
    template<typename T, typename Make>
    void later(const QObject *context, Answer<T> answer, Make make)
    {
        QMetaObject::invokeMethod(
            this,
            [context = QPointer<const QObject>(context), answer = std::move(answer), make = std::move(make)] {
                if (context)
                    answer(make());
            },
            Qt::QueuedConnection);
    }

    [[nodiscard]] EventsPage page(const EventQuery &query) const
    {
        const bool isOlder = query.direction == EventQuery::Direction::Older;
        std::vector<const EventDetail *> all;
        for (const EventDetail &event : log) {
            const qint64 id = event.summary.id;
            if (query.from == 0 || (isOlder ? id < query.from : id > query.from))
                all.push_back(&event);
        }
        if (isOlder)
            std::ranges::reverse(all);
        EventsPage page;
        page.upTo = query.from;
        qsizetype looked = 0;
        for (const EventDetail *event : all) {
            if (looked == longestLook || page.events.size() == query.limit)
                return page;
            ++looked;
            page.upTo = event->summary.id;
            if (matches(query, *event))
                page.events.append(event->summary);
        }
        page.isEnd = true;
        return page;
    }

    [[nodiscard]] static bool matches(const EventQuery &query, const EventDetail &event)
    {
        if (!query.fits(event.summary))
            return false;
        QByteArray text = event.summary.channel + '\n' + event.query + '\n' + event.body;
        for (const auto &[name, value] : event.headers)
            text += '\n' + name + ": " + value;
        const QStringList words = query.text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        return std::ranges::all_of(words, [all = QString::fromUtf8(text)](const QString &word) {
            return all.contains(word, Qt::CaseInsensitive);
        });
    }
};

} // namespace hookbot
