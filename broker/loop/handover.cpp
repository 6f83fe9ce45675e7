#include "broker/loop/handover.h"

#include <utility>

namespace hookbot {

void Handover::hand(std::function<void()> call)
{
    bool isFirst = false;
    {
        const std::lock_guard lock(m_mutex);
        isFirst = m_calls.empty();
        m_calls.push_back(std::move(call));
    }
    if (isFirst)
        QMetaObject::invokeMethod(this, &Handover::makeCalls, Qt::QueuedConnection);
}

void Handover::makeCalls()
{
    std::vector<std::function<void()>> calls;
    {
        const std::lock_guard lock(m_mutex);
        calls.swap(m_calls);
    }
    for (const auto &call : calls)
        call();
}

} // namespace hookbot
