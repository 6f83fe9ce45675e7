#include "broker.h"

#include "engine.h"
#include "eventdispatcher.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QLoggingCategory>

namespace hookbot {

namespace {

Q_LOGGING_CATEGORY(lcBroker, "hookbot.broker")

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
    if (m_engine) {
        QMetaObject::invokeMethod(
            m_engine.get(), [this] { m_engine.reset(); }, Qt::BlockingQueuedConnection);
    }
    m_thread.quit();
    m_thread.wait();
}

BindAddress Broker::start()
{
    Q_ASSERT(!m_engine);
    m_thread.start();
    tl::expected<BindAddress, QString> address;
    QObject inThread; // a place in the thread, to make the engine there
    inThread.moveToThread(&m_thread);
    QMetaObject::invokeMethod(
        &inThread,
        [&] {
            m_engine = std::make_unique<Engine>(m_settings, m_observers);
            address = m_engine->start();
            inThread.moveToThread(thread());
        },
        Qt::BlockingQueuedConnection);
    if (!address)
        throw StartError(address.error());
    connect(m_engine.get(), &Engine::stopped, this, &Broker::stopped);
    return *address;
}

void Broker::reloadTls()
{
    QMetaObject::invokeMethod(m_engine.get(), [this] {
        if (const auto reloaded = m_engine->reloadTls(); reloaded)
            qCInfo(lcBroker, "the certificate was read again");
        else
            qCWarning(lcBroker, "%s; the old certificate stays in use", qUtf8Printable(reloaded.error()));
    });
}

void Broker::stop()
{
    QMetaObject::invokeMethod(m_engine.get(), &Engine::stop);
}

} // namespace hookbot
