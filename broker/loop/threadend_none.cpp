#include "threadend.h"

namespace hookbot {

void ThreadEnd::isOfThisThread() {}

void ThreadEnd::wait() const {}

OtherThreads::OtherThreads() : m_count(0) {}

OtherThreads::~OtherThreads() = default;

} // namespace hookbot
