#pragma once

#include <QtCore/QObject>

#include <functional>
#include <memory>

namespace hookbot {

/// Carries calls into the thread that it lives in. They are made in order, in that thread's event loop. Calls that are
/// still queued at its end are never made, and are released there.
class CallQueue final : public QObject
{
    Q_OBJECT

    struct State;

public:
    /// A way into the queue that may outlive it: what is posted then is dropped. A plain value.
    class Sender
    {
    public:
        /// Thread-safe.
        void post(std::function<void()> call) const;

    private:
        friend class CallQueue;
        explicit Sender(std::shared_ptr<State> state) : m_state(std::move(state)) {}

        std::shared_ptr<State> m_state;
    };

    explicit CallQueue(QObject *parent = nullptr);
    ~CallQueue() override;

    /// Thread-safe. Precondition: the queue exists.
    void post(std::function<void()> call) { sender().post(std::move(call)); }

    [[nodiscard]] Sender sender() const { return Sender(m_state); }

private:
    void makeCalls();

    std::shared_ptr<State> m_state;
};

} // namespace hookbot
