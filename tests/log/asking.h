#pragma once

#include "broker/log/searchablelog.h"

#include <QtCore/QEventLoop>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <vector>

/// What the tests of the logs have in common: a clock that stands, and waiting for answers.
namespace hookbot {

/// A clock that stands until it is set; any thread may read it.
class Clock
{
public:
    using Time = std::chrono::system_clock::time_point;

    [[nodiscard]] Time time() const { return Time(std::chrono::milliseconds(m_milliseconds.load())); }
    void advance(std::chrono::milliseconds by) { m_milliseconds += by.count(); }

    [[nodiscard]] std::function<Time()> now()
    {
        return [this] { return time(); };
    }

private:
    std::atomic<qint64> m_milliseconds = 1'700'000'000'000;
};

[[nodiscard]] inline Draft draft(const QByteArray &channel, const QByteArray &body = "x")
{
    Draft draft;
    draft.channel = channel;
    draft.body = body;
    return draft;
}

/// Asks, and waits for the answer.
template<typename Answer>
[[nodiscard]] Answer answerOf(const std::function<void(std::function<void(const Answer &)>)> &ask)
{
    QEventLoop loop;
    std::optional<Answer> answer;
    ask([&](const Answer &given) {
        answer = given;
        loop.quit();
    });
    if (!answer)
        loop.exec();
    return *answer;
}

/// Appends a batch, and waits for its answer.
[[nodiscard]] inline EventLog::Appended appendAll(EventLog &log, EventLog::Batch batch)
{
    return answerOf<EventLog::Appended>([&](auto done) { log.appendAll(std::move(batch), std::move(done)); });
}

/// Appends them all at once, and waits for their ids, in order.
[[nodiscard]] inline std::vector<EventId> append(EventLog &log, std::vector<Draft> drafts)
{
    QEventLoop loop;
    std::vector<EventId> ids;
    QObject::connect(&log, &EventLog::committed, &loop, [&ids](const EventPtr &event) { ids.push_back(event->id); });
    const auto count = qsizetype(drafts.size());
    log.appendAll({ std::move(drafts), {} }, [&](const EventLog::Appended &) { loop.quit(); });
    loop.exec();
    ids.erase(ids.begin(), ids.end() - std::min(count, qsizetype(ids.size()))); // others' that were under way
    return ids;
}

inline EventId append(EventLog &log, const QByteArray &channel, const QByteArray &body = "x")
{
    return append(log, { draft(channel, body) }).front();
}

[[nodiscard]] inline EventLog::Page read(EventLog &log, EventId after, const QByteArray &filter,
                                         EventLog::ReadLimit limit = {})
{
    return answerOf<EventLog::Page>([&](auto done) { log.read(after, { filter }, limit, std::move(done)); });
}

/// The ids of all that matches.
[[nodiscard]] inline std::vector<EventId> idsOf(EventLog &log, const QByteArray &filter)
{
    std::vector<EventId> ids;
    for (const EventPtr &event : read(log, {}, filter, { .events = 1'000'000, .bytes = 1LL << 40 }).events)
        ids.push_back(event->id);
    return ids;
}

[[nodiscard]] inline EventPtr find(EventLog &log, EventId id)
{
    return answerOf<EventPtr>([&](auto done) { log.find(id, std::move(done)); });
}

[[nodiscard]] inline SearchPage search(EventSearch &log, const SearchTerms &terms)
{
    return answerOf<SearchPage>([&](auto done) { log.search(terms, std::move(done)); });
}

/// All that a search finds, however many calls it takes.
[[nodiscard]] inline std::vector<EventPreview> searchAll(EventSearch &log, SearchTerms wanted)
{
    std::vector<EventPreview> found;
    for (;;) {
        SearchPage page = search(log, wanted);
        if (!page.error.isEmpty())
            return {};
        found.insert(found.end(), page.found.begin(), page.found.end());
        if (page.isEnd)
            return found;
        wanted.from = page.upTo;
    }
}

/// What there is of each channel, all steps added up.
[[nodiscard]] inline std::map<QByteArray, ChannelCounts::Channel> countAll(EventSearch &log,
                                                                           const ChannelCounts::Terms &terms)
{
    std::map<QByteArray, ChannelCounts::Channel> channels;
    for (ChannelCounts::Continuation from;;) {
        const ChannelCounts counts =
            answerOf<ChannelCounts>([&](auto done) { log.count(from, terms, std::move(done)); });
        for (const ChannelCounts::Channel &piece : counts.channels) {
            ChannelCounts::Channel &channel = channels[piece.name];
            channel.events += piece.events;
            channel.today += piece.today;
            if (piece.last > channel.last)
                channel.time = piece.time;
            channel.last = std::max(channel.last, piece.last);
            channel.minutes.insert(channel.minutes.end(), piece.minutes.begin(), piece.minutes.end());
        }
        if (counts.isEnd || !counts.error.isEmpty())
            return channels;
        from = counts.next;
    }
}

[[nodiscard]] inline LogTotals totals(EventSearch &log)
{
    return answerOf<LogTotals>([&](auto done) { log.totals(std::move(done)); });
}

} // namespace hookbot
