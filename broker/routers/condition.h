#pragma once

#include "broker/json/jsonpath.h"
#include "broker/routers/glob.h"
#include "broker/routers/message.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <tl/expected.hpp>
#include <variant>

namespace hookbot {

/// A condition on an event, as a line that can be typed: `channel=github.com/*/x`, `header:X-GitHub-Event=push`,
/// `json:pull_request.base.ref=main`. After the `=` comes a Glob. A plain value.
class Condition
{
public:
    /// The error describes what is wrong and how to correct it.
    [[nodiscard]] static tl::expected<Condition, QString> parse(const QByteArray &text);

    /// Whether it needs the body, in addition to the channel or header fields.
    [[nodiscard]] bool readsBody() const { return std::holds_alternative<JsonPath>(m_subject); }

    /// Adds the JSON path that matches() needs, if it is a condition on JSON.
    void addPath(JsonPathSet &paths) const;

    /// If several header fields have the name, one match is enough. A value that the event lacks matches nothing.
    [[nodiscard]] bool matches(const Message &message) const;

private:
    struct OfChannel
    {
    };
    struct OfHeader
    {
        QByteArray name;
    };
    using Subject = std::variant<OfChannel, OfHeader, JsonPath>;

    Condition(Subject subject, Glob glob) : m_subject(std::move(subject)), m_glob(std::move(glob)) {}

    Subject m_subject;
    Glob m_glob;
};

} // namespace hookbot
