#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <tl/expected.hpp>
#include <utility>

namespace hookbot {

/// The name and the value of a header field as users write it, `Name: value`. Refuses what could not be sent, and what
/// is about the connection and not about the event. The error never repeats the value, which may be a secret. Pure.
[[nodiscard]] tl::expected<std::pair<QByteArray, QByteArray>, QString> parseHeaderField(QByteArrayView text);

} // namespace hookbot
