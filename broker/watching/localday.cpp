#include "broker/watching/localday.h"

#include <QtCore/QDateTime>

namespace hookbot {

namespace {

std::chrono::system_clock::time_point timeOf(const QDateTime &time)
{
    return std::chrono::system_clock::time_point(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

} // namespace

LocalDay LocalDay::of(std::chrono::system_clock::time_point time)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    const QDate day = QDateTime::fromMSecsSinceEpoch(milliseconds.count()).date();
    return { timeOf(day.startOfDay()), timeOf(day.addDays(1).startOfDay()) };
}

} // namespace hookbot
