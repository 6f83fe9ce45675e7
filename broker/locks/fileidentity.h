#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace hookbot {

/// Tells a file from another one with the same name; empty if there is no file of this name. Where a file cannot be
/// removed while it is open, all existing files are equal. Any thread.
[[nodiscard]] QByteArray fileIdentity(const QString &path);

/// Whether fileIdentity() identifies one file under all its names.
[[nodiscard]] bool isIdentityOfOne();

/// The number of names (hard links) of the file; 1 if unknown.
[[nodiscard]] qint64 linksOf(const QString &path);

} // namespace hookbot
