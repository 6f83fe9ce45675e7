#include "display.h"

namespace hookbot {

QString displayFault()
{
    return {};
}

} // namespace hookbot
