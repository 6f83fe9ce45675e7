#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace hookbot {

/// The guessed content type of a body: `application/json` if it is JSON, else by the file's name, else
/// `application/octet-stream`.
[[nodiscard]] QByteArray contentTypeOf(const QByteArray &body, const QString &fileName);

} // namespace hookbot
