#pragma once

#include "broker/http/refusal.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace hookbot {

/// What a method on a path means: the table of the protocol, section 1. A plain value.
struct Endpoint
{
    enum class Kind {
        Publish,
        Subscribe,
        Status,
        Metrics,
        Refused ///< no such method here
    };

    Kind kind = Kind::Refused;
    QByteArray channel;    ///< of Publish and Subscribe; see channel.h
    bool isUnsafe = false; ///< below `/unsafe/pub/` or `/unsafe/sub/`
    Refusal refusal;       ///< of Refused: 405, with the methods that are allowed, or 501

    /// @p path is decoded and valid (Target). Pure.
    [[nodiscard]] static Endpoint of(QByteArrayView method, QByteArrayView path);
};

} // namespace hookbot
