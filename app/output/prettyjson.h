#pragma once

#include <QtCore/QByteArray>

#include <optional>

namespace hookbot {

/// A JSON object or array laid out for people, a member a line: order, numbers and escapes stay as they were written.
/// With @p colours for a terminal. nullopt if the bytes are not such JSON.
[[nodiscard]] std::optional<QByteArray> prettyJson(const QByteArray &json, bool colours);

} // namespace hookbot
