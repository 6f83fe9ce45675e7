#include "app/output/eventformat.h"

#include "app/output/printable.h"

namespace hookbot {

QByteArray kindOf(const Event &event)
{
    if (const auto name = event.headers.value("X-GitHub-Event"))
        return printable(*name);
    return printable(event.headers.value("Content-Type").value_or(event.method));
}

QDateTime localTime(const Event &event)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(event.time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms);
}

} // namespace hookbot
