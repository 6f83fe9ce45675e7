#pragma once

#include "broker/http/refusal.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>
#include <tl/expected.hpp>

namespace hookbot {

/// A request's target, decoded once: the same bytes are authenticated and routed. A plain value.
struct Target
{
    QByteArray path;  ///< percent-decoded UTF-8, beginning with a slash
    QByteArray query; ///< after the `?`, as sent

    /// From origin-form (RFC 9112, section 3.2.1). Refused, never normalised: bad escapes, bytes that are not UTF-8,
    /// control characters, empty, `.` and `..` segments, more than 32 segments (400), and paths of over 2,048 bytes
    /// (414); protocol, section 1.
    [[nodiscard]] static tl::expected<Target, Refusal> parse(QByteArrayView target);

    /// The values of a query parameter, decoded, in order; `+` is a blank there, as in forms. @p name
    /// has neither blanks nor `%`.
    [[nodiscard]] QList<QByteArray> parameters(QByteArrayView name) const;
};

} // namespace hookbot
