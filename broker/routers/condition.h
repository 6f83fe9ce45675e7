#pragma once

#include "broker/json/jsonpath.h"
#include "broker/routers/glob.h"
#include "broker/routers/message.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <tl/expected.hpp>
#include <variant>

namespace hookbot {

/// What an event has to be like, as a line that can be typed: `channel=github.com/*/x`, `header:X-GitHub-Event=push`,
/// `json:pull_request.base.ref=main`. Behind the `=` stands a Glob. A plain value.
class Condition
{
public:
    /// The error says what is wrong and how to do better.
    [[nodiscard]] static tl::expected<Condition, QString> parse(const QByteArray &text);

    /// It looks into the body, and not just at the channel or at header fields.
    [[nodiscard]] bool readsBody() const { return std::holds_alternative<JsonPath>(m_subject); }

    /// Adds the JSON path that matches() asks for, if it is a condition of JSON.
    void addPath(JsonPathSet &paths) const;

    /// Of several header fields of one name any will do. What the event does not have matches nothing.
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
