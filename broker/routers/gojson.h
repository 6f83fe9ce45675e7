#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>

namespace hookbot {

/// JSON byte for byte as the encoder of the Go program writes it, whose readers may rely on that: compact, names in
/// order, and escaped what HTML or JavaScript might take amiss. Pure.
[[nodiscard]] QByteArray goJson(const QJsonObject &object);

} // namespace hookbot
