#include "broker/broker.h"

#include "broker/engine.h"
#include "broker/loop/eventdispatcher.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QLoggingCategory>

#include <atomic>
#include <semaphore>

namespace hookbot {

namespace {

Q_LOGGING_CATEGORY(lcBroker, "hookbot.broker")

/// Does something in the thread of @p context and waits until it is done. The atomic and the semaphore add nothing to
/// what Qt does itself; they are there for ThreadSanitizer, which does not see into Qt.
template<typename Work>
void doIn(QObject *context, Work work)
{
    static std::atomic<int> begun = 0;
    std::binary_semaphore done(0);
    begun.fetch_add(1, std::memory_order_release);
    QMetaObject::invokeMethod(
        context,
        [&] {
            [[maybe_unused]] const int seen = begun.load(std::memory_order_acquire);
            work();
            done.release();
        },
        Qt::BlockingQueuedConnection);
    done.acquire();
}

} // namespace

Broker::Broker(Settings settings, std::vector<Observer *> observers, QObject *parent)
    : QObject(parent),
      m_settings(std::move(settings)),
      m_observers(std::move(observers))
{
    m_thread.setObjectName(QStringLiteral("hookbot-io"));
    if (auto dispatcher = makeEventDispatcher())
        m_thread.setEventDispatcher(dispatcher.release()); // the thread's from now on
}

Broker::~Broker()
{
    if (m_engine)
        doIn(m_engine.get(), [this] { m_engine.reset(); });
    m_thread.quit();
    m_thread.wait();
    m_threadEnd.wait();
}

BindAddress Broker::start()
{
    Q_ASSERT(!m_engine);
    m_thread.start();
    tl::expected<BindAddress, QString> address;
    QObject inThread; // a place in the thread, to make the engine there
    inThread.moveToThread(&m_thread);
    doIn(&inThread, [&] {
        m_threadEnd.isOfThisThread();
        m_engine = std::make_unique<Engine>(m_settings, m_observers);
        address = m_engine->start();
        inThread.moveToThread(thread());
    });
    if (!address)
        throw StartError(address.error());
    connect(m_engine.get(), &Engine::stopped, this, &Broker::stopped);
    m_address = *address;
    return m_address;
}

void Broker::reloadTls()
{
    QMetaObject::invokeMethod(m_engine.get(), [this] {
        if (const auto reloaded = m_engine->reloadTls(); reloaded)
            qCInfo(lcBroker, "the certificate was read again");
        else
            qCWarning(lcBroker, "%s; the old certificate stays in use", qUtf8Printable(reloaded.error()));
        Q_EMIT tlsReloaded();
    });
}

void Broker::invoke(std::function<void(Engine &)> work)
{
    m_engine->post(std::move(work));
}

void Broker::ping(std::function<void()> answered)
{
    invoke([this, answered = std::move(answered)](Engine &) { m_answers.post(answered); });
}

void Broker::stop()
{
    QMetaObject::invokeMethod(m_engine.get(), &Engine::stop);
}

} // namespace hookbot
