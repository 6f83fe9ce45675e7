#include "app/process/servicemanager.h"

namespace hookbot {

std::unique_ptr<ServiceManager> ServiceManager::find()
{
    return std::make_unique<ServiceManager>();
}

} // namespace hookbot
