#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace hookbot {

/// What tells one file from another that takes its name; empty where there is none of that name. Where a file cannot be
/// removed while it is open, all that exist are alike. Any thread.
[[nodiscard]] QByteArray fileIdentity(const QString &path);

/// Whether fileIdentity() is that of one file, by whichever name it is called.
[[nodiscard]] bool isIdentityOfOne();

/// How many names the file has (hard links); 1 where nobody can tell.
[[nodiscard]] qint64 linksOf(const QString &path);

} // namespace hookbot
