#pragma once

#include "broker/event/headers.h"
#include "broker/json/jsonlookup.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>

namespace hookbot {

/// An event as conditions and placeholders look at it. Its JSON is read when it is first asked for, in one pass for all
/// paths of the set, and no more of it is kept than what they lead to. Points to what it was made from; one thread.
class Message
{
public:
    /// @p paths are those that will be asked for; without them each question is a pass of its own. An event that was
    /// received without its header fields has none.
    Message(QByteArrayView channel, const Headers &headers, QByteArrayView body, const JsonPathSet *paths = nullptr)
        : m_channel(channel),
          m_headers(headers),
          m_body(body),
          m_paths(paths)
    {
    }

    [[nodiscard]] QByteArrayView channel() const { return m_channel; }
    [[nodiscard]] const Headers &headers() const { return m_headers; }

    /// What the body's JSON has at this path; absent where the body is not an object or an array. Of an envelope it is
    /// the JSON that was posted, and of a form that of its field `payload`, in which GitHub and Slack send JSON if
    /// asked to.
    [[nodiscard]] JsonValue json(const JsonPath &path) const;

    /// Of that JSON as a whole: Object, Array or Absent.
    [[nodiscard]] JsonValue::Kind jsonKind() const;

    /// It was asked for, so that asking again costs nothing.
    [[nodiscard]] bool isJsonRead() const { return m_isRead; }

private:
    const std::optional<JsonLookup> &lookup() const;

    QByteArrayView m_channel;
    const Headers &m_headers;
    QByteArrayView m_body;
    const JsonPathSet *m_paths;
    mutable std::optional<JsonLookup> m_lookup; ///< null too where the body has no JSON
    mutable bool m_isRead = false;
};

} // namespace hookbot
