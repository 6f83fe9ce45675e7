#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QList>

namespace hookbot {

/// Whether a browser page of that origin may subscribe (protocol, section 4): its host has to be the one of the
/// request, or one that is allowed. `//host`, which hookbot's own router sends, is an origin too. Each allowed one is a
/// whole origin (`https://app.example.com`) or a host (`app.example.com:8443`); letters in any case, default ports may
/// be left out. Pure.
[[nodiscard]] bool isAllowedOrigin(QByteArrayView origin, QByteArrayView host, const QList<QByteArray> &allowed);

} // namespace hookbot
