#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QJsonObject>

namespace hookbot {

/// JSON byte for byte as the encoder of the Go program writes it, whose readers may rely on that: compact, names in
/// order, and escaped what HTML or JavaScript might take amiss. Pure.
[[nodiscard]] QByteArray goJson(const QJsonObject &object);

/// The same with one member more: the base64 of @p bytes, which may be many, under @p name (ASCII). Needs memory for
/// the result alone. Pure.
[[nodiscard]] QByteArray goJson(QJsonObject object, const QString &name, QByteArrayView bytes);

} // namespace hookbot
