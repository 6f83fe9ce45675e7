#pragma once

#include <QtCore/QObject>

#include <functional>
#include <mutex>
#include <vector>

namespace hookbot {

/// Carries calls into the thread that it lives in. They are made in order, in the event loop; those that have not been
/// made at its end never are, and are let go of there.
class Handover final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Any thread, which has to know that this is still there.
    void hand(std::function<void()> call);

private:
    void makeCalls();

    std::mutex m_mutex;
    std::vector<std::function<void()>> m_calls;
};

} // namespace hookbot
