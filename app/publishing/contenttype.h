#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace hookbot {

/// What a body seems to be: `application/json` where it is, else what its file's name says, else
/// `application/octet-stream`.
[[nodiscard]] QByteArray contentTypeOf(const QByteArray &body, const QString &fileName);

} // namespace hookbot
