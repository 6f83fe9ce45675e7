#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QJsonObject>

namespace hookbot {

/// JSON byte for byte as the encoder of the Go program writes it, since readers may rely on that: compact, names in
/// order, and with characters escaped that are special in HTML or JavaScript. Pure.
[[nodiscard]] QByteArray goJson(const QJsonObject &object);

/// The same with one more member: the base64 of @p bytes, which may be many, under @p name (ASCII). Allocates only the
/// result. Pure.
[[nodiscard]] QByteArray goJson(QJsonObject object, const QString &name, QByteArrayView bytes);

} // namespace hookbot
