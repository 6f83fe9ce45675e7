#pragma once

#include <QtCore/QObject>

#include <functional>
#include <mutex>
#include <vector>

namespace hookbot {

/// Makes calls on the thread that it lives in, in order, in the event loop. Calls that have not been made when it is
/// destroyed are dropped.
class Handover final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Thread-safe. The caller must know that this object exists.
    void hand(std::function<void()> call);

private:
    void makeCalls();

    std::mutex m_mutex;
    std::vector<std::function<void()>> m_calls;
};

} // namespace hookbot
