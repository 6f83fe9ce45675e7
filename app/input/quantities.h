#pragma once

#include <QtCore/QString>
#include <QtCore/QtGlobal>

#include <chrono>
#include <tl/expected.hpp>

namespace hookbot {

/// A number of bytes, as `1000`, `64KiB`, `25MiB`, `1GiB`, or with `kB`, `MB`, `GB`. The error says what is valid.
[[nodiscard]] tl::expected<qint64, QString> parseBytes(const QString &text);

/// The size of a body: as parseBytes(), and at most LargestBodyAllowed.
[[nodiscard]] tl::expected<qint64, QString> parseBodySize(const QString &text);

/// A number of events, from 1. The error says what is valid.
[[nodiscard]] tl::expected<qint64, QString> parseCount(const QString &text);

/// A duration of at least a second, as `30` (seconds), `30s`, `10m`, `24h` or `7d`. The error says what is valid.
[[nodiscard]] tl::expected<std::chrono::seconds, QString> parseDuration(const QString &text);

} // namespace hookbot
