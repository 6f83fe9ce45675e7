#include "broker/event/eventrules.h"

#include "broker/event/channel.h"
#include "broker/event/httptext.h"

#include <algorithm>

namespace hookbot {

namespace {

constexpr qint64 MostMilliseconds = (1LL << 43) - 1;
constexpr qsizetype LongestChannel = 2048; // of a path: protocol, section 1
constexpr qsizetype LongestMethod = 32;
constexpr qsizetype LongestRemote = 255;

bool isVisible(char c)
{
    return c > 0x20 && c < 0x7f;
}

bool isControl(char c)
{
    const auto byte = static_cast<uchar>(c);
    return byte < 0x20 || byte == 0x7f;
}

} // namespace

bool isPlausible(EventId id)
{
    return id.value > 0 && id.value <= MostId;
}

std::optional<std::chrono::system_clock::time_point> timeOfMilliseconds(qint64 milliseconds)
{
    if (milliseconds < 0 || milliseconds > MostMilliseconds)
        return std::nullopt;
    return std::chrono::system_clock::time_point(std::chrono::milliseconds(milliseconds));
}

bool isChannelName(QByteArrayView name)
{
    return name.size() <= LongestChannel &&
           (!ChannelName(name).isUnsafe() || name.startsWith(ChannelName::UnsafePrefix)) &&
           std::none_of(name.begin(), name.end(), isControl) && name.isValidUtf8();
}

bool isMethod(QByteArrayView text)
{
    return text.isEmpty() || (text.size() <= LongestMethod && isHttpToken(text));
}

bool isQuery(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), isVisible);
}

bool isRemote(QByteArrayView text)
{
    return text.size() <= LongestRemote && std::all_of(text.begin(), text.end(), isVisible);
}

std::optional<QByteArrayView> damagedFieldOf(const Event &event)
{
    const auto ms = std::chrono::floor<std::chrono::milliseconds>(event.time.time_since_epoch()).count();
    if (!isPlausible(event.id))
        return "id";
    if (!timeOfMilliseconds(ms))
        return "time";
    if (!isChannelName(event.channel))
        return "channel";
    if (!isMethod(event.method))
        return "method";
    if (!isQuery(event.query))
        return "query";
    if (!isRemote(event.remote))
        return "remote";
    if (event.replayOf != EventId() && !isPlausible(event.replayOf))
        return "replay_of";
    return std::nullopt; // headers are total by themselves, and a body may be anything
}

} // namespace hookbot
