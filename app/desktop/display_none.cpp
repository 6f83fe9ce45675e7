#include "app/desktop/display.h"

namespace hookbot {

QString displayFault()
{
    return {};
}

} // namespace hookbot
