#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <initializer_list>

namespace hookbot {

enum class FrameKind : unsigned char { Text = 1, Binary = 2 };

/// A whole message as one unmasked WebSocket frame, as servers send them (RFC 6455, section 5.2). The payload is the
/// parts, one after the other. Pure.
[[nodiscard]] QByteArray makeFrame(FrameKind kind, std::initializer_list<QByteArrayView> parts);

/// What is before a payload of @p length bytes in such a frame. Pure.
[[nodiscard]] QByteArray frameHeader(FrameKind kind, qint64 length);

} // namespace hookbot
