#pragma once

#include "headers.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QJsonValue>

#include <optional>

namespace hookbot {

/// The bytes that were posted, where @p body is an envelope of `?extra-metadata=github` or `?extra-metadata=headers`
/// (protocol, section 3); nothing where it is none.
[[nodiscard]] std::optional<QByteArray> unwrapped(QByteArrayView body);

/// An event as conditions and placeholders look at it. Reads its JSON when it is asked for, once. Points to what it was
/// made from; one thread.
class Message
{
public:
    /// What was heard without its header fields has none.
    Message(QByteArrayView channel, const Headers &headers, QByteArrayView body)
        : m_channel(channel),
          m_headers(headers),
          m_body(body)
    {
    }

    [[nodiscard]] QByteArrayView channel() const { return m_channel; }
    [[nodiscard]] const Headers &headers() const { return m_headers; }

    /// The body's JSON, an object or an array; undefined where it is none. Of an envelope the JSON that was posted, and
    /// of a form that of its field `payload`, in which GitHub and Slack send JSON if asked to.
    [[nodiscard]] const QJsonValue &json() const;

private:
    QByteArrayView m_channel;
    const Headers &m_headers;
    QByteArrayView m_body;
    mutable std::optional<QJsonValue> m_json;
};

} // namespace hookbot
