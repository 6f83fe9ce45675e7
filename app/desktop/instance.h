#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <tl/expected.hpp>

namespace hookbot {

/// Where the one desktop program of a user and a file of preferences is found: in the folder of what runs.
struct InstancePlace
{
    QString lock;   ///< held by it for as long as it runs
    QString socket; ///< where it hears what others tell it

    [[nodiscard]] static InstancePlace of(const QString &preferencesFile);
};

/// What another process tells the desktop program, and what that answers: a JSON object in a line each way. Pure.
namespace instancewords {

/// The longest request, in bytes.
constexpr qsizetype LongestRequest = 4096;

struct Request
{
    QString command; ///< empty in what is no request
    QStringList arguments;
};

struct Reply
{
    bool isDone = false;
    QString text; ///< what was done, or why it was not
};

[[nodiscard]] QByteArray lineOf(const Request &request);
[[nodiscard]] QByteArray lineOf(const Reply &reply);

[[nodiscard]] Request requestOf(const QByteArray &line);
/// Nothing is done where it is no reply.
[[nodiscard]] Reply replyOf(const QByteArray &line);

} // namespace instancewords

/// Why the desktop program did not do what it was told.
struct InstanceFault
{
    bool isRunning = false; ///< it was reached
    QString text;
};

/// Tells the desktop program something and waits for its answer, 10 s at most; and for its end, where it is told to
/// quit.
[[nodiscard]] tl::expected<QString, InstanceFault> tellInstance(const InstancePlace &place,
                                                                const instancewords::Request &request);

} // namespace hookbot
