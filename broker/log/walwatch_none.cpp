#include "broker/log/walwatch.h"

namespace hookbot {

std::unique_ptr<WalWatch> WalWatch::start(const QString &)
{
    return nullptr;
}

} // namespace hookbot
