#include "broker/watching/searchtermsof.h"

#include <algorithm>

namespace hookbot {

namespace {

/// Largest limit of a query.
constexpr int MostFound = 1000;

} // namespace

SearchTerms searchTermsOf(const EventQuery &query)
{
    SearchTerms terms;
    if (query.channel)
        terms.channel = Filter{ *query.channel };
    for (const QString &word : query.text.simplified().split(u' ', Qt::SkipEmptyParts))
        terms.words.append(word.toUtf8());
    terms.notBefore = query.notBefore;
    if (query.replayOf)
        terms.replayOf = EventId{ *query.replayOf };
    terms.direction =
        query.direction == EventQuery::Direction::Older ? SearchTerms::Direction::Older : SearchTerms::Direction::Newer;
    terms.from = { std::max<qint64>(query.from, 0) };
    terms.limit = std::clamp(query.limit, 1, MostFound);
    return terms;
}

} // namespace hookbot
