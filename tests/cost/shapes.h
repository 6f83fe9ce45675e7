#pragma once

#include <QtCore/QByteArray>

#include <functional>
#include <vector>

namespace hookbot {

/// What a stranger may send, in any size: n of something that may come any number of times.
struct Shape
{
    static constexpr qsizetype OneRead = 256LL * 1024; ///< as much as is read from a socket at once

    const char *name;
    int n;                                    ///< the smallest size; two and four times as many are measured, too
    std::function<QByteArray(int n)> opening; ///< sent in one piece
    std::function<QByteArray(int n)> rest;    ///< sent afterwards, in pieces
    qsizetype piece = OneRead;                ///< bytes of each
    bool isForwarded = false;                 ///< to a server whose proxies write Forwarded, not X-Forwarded-For
};

/// Every one that is tried. @p token opens `/sub/a`, for what can only be sent by a listener.
[[nodiscard]] std::vector<Shape> allShapes(const QByteArray &token);

} // namespace hookbot
