#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <tl/expected.hpp>

namespace hookbot {

/// The paths of the one desktop program per user and file of preferences, in the runtime folder.
struct InstancePaths
{
    QString lock;   ///< locked while it runs
    QString socket; ///< on which it accepts requests

    [[nodiscard]] static InstancePaths of(const QString &preferencesFile);
};

/// Requests to the desktop program and its replies: one line each, with a JSON object. Pure.
namespace instancemessages {

/// The longest request, in bytes.
constexpr qsizetype LongestRequest = 4096;

struct Request
{
    QString command; ///< empty if the line is not a request
    QStringList arguments;
};

struct Reply
{
    bool isDone = false;
    QString text; ///< the result, or the error
};

[[nodiscard]] QByteArray lineOf(const Request &request);
[[nodiscard]] QByteArray lineOf(const Reply &reply);

[[nodiscard]] Request requestOf(const QByteArray &line);
/// isDone is false if the line is not a reply.
[[nodiscard]] Reply replyOf(const QByteArray &line);

} // namespace instancemessages

/// Why the desktop program did not carry out a request.
struct InstanceFault
{
    bool isRunning = false; ///< it answered, or at least accepted the connection
    QString text;
};

/// Sends a request to the desktop program and waits for its answer, 10 s at most; after `quit` also for its exit.
/// Blocks.
[[nodiscard]] tl::expected<QString, InstanceFault> askInstance(const InstancePaths &place,
                                                               const instancemessages::Request &request);

} // namespace hookbot
