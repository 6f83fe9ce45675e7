#include "broker/locks/filelock.h"

namespace hookbot {

tl::expected<std::unique_ptr<FileLock>, QString> FileLock::takeItself(const QString &)
{
    return nullptr;
}

} // namespace hookbot
