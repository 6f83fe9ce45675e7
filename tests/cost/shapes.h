#pragma once

#include <QtCore/QByteArray>

#include <functional>
#include <vector>

namespace hookbot {

/// Input that a stranger can send in any size: n times something that may be repeated.
struct Shape
{
    static constexpr qsizetype OneRead = 256LL * 1024; ///< the most that is read from a socket at once

    const char *name;
    int n;                                    ///< the smallest size; twice and four times n are measured too
    std::function<QByteArray(int n)> opening; ///< sent in one piece
    std::function<QByteArray(int n)> rest;    ///< sent afterwards, in pieces
    qsizetype piece = OneRead;                ///< bytes of each
    bool isForwarded = false; ///< to a server with proxies that write Forwarded instead of X-Forwarded-For
};

/// All shapes. @p token opens `/sub/a`, for input that only a listener can send.
[[nodiscard]] std::vector<Shape> allShapes(const QByteArray &token);

} // namespace hookbot
