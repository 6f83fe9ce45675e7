#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QJsonObject>

namespace hookbot {

/// JSON byte for byte as the encoder of the Go program writes it, whose readers may rely on that: compact, names in
/// order, and escaped what HTML or JavaScript might take amiss. Pure.
[[nodiscard]] QByteArray goJson(const QJsonObject &object);

/// The same with one more member, the base64 of @p bytes, whose name the object has with an empty text. Long bytes take
/// no more memory than their base64 does, twice.
[[nodiscard]] QByteArray goJson(const QJsonObject &object, QByteArrayView name, const QByteArray &bytes);

} // namespace hookbot
