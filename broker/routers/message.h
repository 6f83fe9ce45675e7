#pragma once

#include "broker/event/headers.h"
#include "broker/json/jsonlookup.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>

namespace hookbot {

/// An event for conditions and placeholders. Parses its JSON at the first request, in one pass for all paths of the
/// set, and stores only the values at them. Refers to its arguments; one thread.
class Message
{
public:
    /// @p paths are those that will be requested; without them, each request is a pass of its own. An event that was
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

    /// The value at this path of the body's JSON; absent if the body is not an object or an array. For an envelope, of
    /// the JSON that was posted; for a form, of that in its field `payload`, which GitHub and Slack can send.
    [[nodiscard]] JsonValue json(const JsonPath &path) const;

    /// The kind of that JSON as a whole: Object, Array or Absent.
    [[nodiscard]] JsonValue::Kind jsonKind() const;

    /// Whether it has been requested, so that the next request costs nothing.
    [[nodiscard]] bool isJsonRead() const { return m_isRead; }

private:
    const std::optional<JsonLookup> &lookup() const;

    QByteArrayView m_channel;
    const Headers &m_headers;
    QByteArrayView m_body;
    const JsonPathSet *m_paths;
    mutable std::optional<JsonLookup> m_lookup; ///< null also if the body has no JSON
    mutable bool m_isRead = false;
};

} // namespace hookbot
