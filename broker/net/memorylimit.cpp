#include "broker/net/memorylimit.h"

#include <algorithm>

namespace hookbot {

qint64 memoryShare(qint64 available, qint64 most)
{
    constexpr qint64 Least = 1024LL * 1024;
    return std::clamp(available / 4, std::min(Least, most), most);
}

} // namespace hookbot
