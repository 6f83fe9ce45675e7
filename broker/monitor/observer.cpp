#include "observer.h"

namespace hookbot {

Observer::~Observer() = default;

} // namespace hookbot
