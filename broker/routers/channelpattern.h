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

/// A channel's name with placeholders for what an event says, as `stripe/{json:type}`: `{json:PATH}`, `{header:NAME}`,
/// and `{rest}` for what the event's channel has beyond the prefix that was heard. What an event says is at most one
/// segment, or a part of one (segmentOf()), so it leads to no channel but those that the pattern shows. A plain value.
class ChannelPattern
{
public:
    /// The error says what is wrong. All that come of it are safe channels.
    [[nodiscard]] static tl::expected<ChannelPattern, QString> parse(const QByteArray &text);

    [[nodiscard]] bool usesRest() const;

    /// Adds the JSON paths that fill() asks for.
    void addPaths(JsonPathSet &paths) const;

    /// The channel for this event, which @p heard matches; the error says what keeps it from being one, without what
    /// the event says.
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
