#pragma once

#include "broker/routers/router.h"

#include <QtCore/QByteArray>

#include <initializer_list>

/// What the tests of routers have in common.
namespace hookbot {

[[nodiscard]] inline Headers fields(std::initializer_list<std::pair<const char *, QByteArray>> list)
{
    Headers headers;
    for (const auto &[name, value] : list)
        headers.append(name, value);
    return headers;
}

[[nodiscard]] inline Event eventOf(const QByteArray &channel, const QByteArray &body, const Headers &headers = {})
{
    Event event;
    event.id = { 17 };
    event.time = std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000));
    event.channel = channel;
    event.method = "POST";
    event.remote = "192.0.2.7";
    event.body = body;
    event.headers = headers;
    return event;
}

[[nodiscard]] inline QByteArrayList channelsOf(const Router::Routed &routed)
{
    QByteArrayList channels;
    for (const Draft &draft : routed.drafts)
        channels.append(draft.channel);
    return channels;
}

// The kinds of refusals as numbers, which Qt Test compares and shows.
constexpr int Signature = int(RoutingRefusal::Kind::Signature);
constexpr int Malformed = int(RoutingRefusal::Kind::Malformed);
constexpr int Channel = int(RoutingRefusal::Kind::Channel);
constexpr int None = -1;

[[nodiscard]] inline int kindOf(const Router::Routed &routed)
{
    return routed.refusal ? int(routed.refusal->kind) : None;
}

} // namespace hookbot
