#pragma once

#include "broker/event/channel.h"
#include "broker/json/jsonpath.h"
#include "broker/routers/message.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <tl/expected.hpp>
#include <variant>
#include <vector>

namespace hookbot {

/// A channel's name with placeholders for values of an event, for example `stripe/{json:type}`: `{json:PATH}`,
/// `{header:NAME}`, and `{rest}` for the part of the event's channel after the matched prefix. A value becomes at most
/// one segment, or a part of one (segmentOf()), so it cannot lead outside the channels that the pattern shows. A plain
/// value.
class ChannelPattern
{
public:
    /// The error describes what is wrong. All resulting channels are safe.
    [[nodiscard]] static tl::expected<ChannelPattern, QString> parse(const QByteArray &text);

    [[nodiscard]] bool usesRest() const;

    /// Adds the JSON paths that fill() needs.
    void addPaths(JsonPathSet &paths) const;

    /// The channel for this event, which @p heard matches. The error describes why there is none, without values of the
    /// event.
    [[nodiscard]] tl::expected<QByteArray, QString> fill(const Message &message, const Filter &heard) const;

private:
    struct Text
    {
        QByteArray bytes;
    };
    struct OfHeader
    {
        QByteArray name;
    };
    struct OfJson
    {
        JsonPath path;
        QByteArray text; ///< of the path
    };
    struct Rest
    {
    };
    using Part = std::variant<Text, OfHeader, OfJson, Rest>;

    [[nodiscard]] static tl::expected<Part, QString> placeholder(const QByteArray &text);

    std::vector<Part> m_parts;
};

} // namespace hookbot
