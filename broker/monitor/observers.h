#pragma once

#include "broker/monitor/observer.h"

#include <utility>
#include <vector>

namespace hookbot {

/// Passes each call on to several observers, in the order in which they were added. Owns none of them. One thread.
class Observers final : public Observer
{
public:
    explicit Observers(std::vector<Observer *> all) : m_all(std::move(all)) {}

    /// Not during a call of an observer.
    void add(Observer *observer) { m_all.push_back(observer); }
    void remove(Observer *observer) { std::erase(m_all, observer); }

    void connected() override { each(&Observer::connected); }
    void disconnected() override { each(&Observer::disconnected); }
    void committed(const EventPtr &event, int listeners) override { each(&Observer::committed, event, listeners); }
    void published(const Publication &publication) override { each(&Observer::published, publication); }
    void subscribed(const Subscription &subscription) override { each(&Observer::subscribed, subscription); }
    void unsubscribed(const Subscription &subscription, const QByteArray &reason) override
    {
        each(&Observer::unsubscribed, subscription, reason);
    }
    void refused(const RefusedRequest &request) override { each(&Observer::refused, request); }
    void routed(const Routing &routing) override { each(&Observer::routed, routing); }
    void notRouted(const RefusedRouting &refused) override { each(&Observer::notRouted, refused); }
    void damaged(qint64 id) override { each(&Observer::damaged, id); }
    void logTroubled(const QString &why) override { each(&Observer::logTroubled, why); }
    void logRecovered() override { each(&Observer::logRecovered); }
    void delivered(int listeners, std::chrono::nanoseconds latency) override
    {
        each(&Observer::delivered, listeners, latency);
    }
    void secondPassed() override { each(&Observer::secondPassed); }

private:
    template<typename Method, typename... Arguments>
    void each(Method method, const Arguments &...arguments)
    {
        for (Observer *observer : m_all)
            (observer->*method)(arguments...);
    }

    std::vector<Observer *> m_all;
};

} // namespace hookbot
