#include "app/posting/retry.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>

namespace hookbot {

std::chrono::milliseconds nextTry(listen::Backoff &backoff)
{
    constexpr std::chrono::milliseconds Shortest(500);
    return std::max(backoff.next(QRandomGenerator::global()->generateDouble()), Shortest);
}

QByteArray againIn(std::chrono::milliseconds pause)
{
    return "again in " + QByteArray::number(double(pause.count()) / 1000, 'f', 1) + " s";
}

} // namespace hookbot
