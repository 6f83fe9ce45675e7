#pragma once

#include "hookbot/watch.h"

#include <QtCore/QStringList>

#include <functional>

namespace hookbot::listen {

/// A watch, and its signals in their order.
struct Listener
{
    explicit Listener(const Watch::Options &options) : watch(new Watch(options))
    {
        const auto say = [this](const QString &signal, const QString &words = {}) {
            said += words.isEmpty() ? signal : signal + u' ' + words;
            if (on && signal == signalOfInterest)
                on();
        };
        QObject::connect(watch.get(), &Watch::connected, watch.get(), [say] { say(QStringLiteral("connected")); });
        QObject::connect(watch.get(), &Watch::event, watch.get(), [this, say](const Event &event) {
            last = event;
            say(QStringLiteral("event"), QString::fromLatin1(event.id));
        });
        QObject::connect(watch.get(), &Watch::gap, watch.get(),
                         [say](const QByteArray &after, const QByteArray &oldest) {
                             say(QStringLiteral("gap"), QString::fromLatin1(after + '-' + oldest));
                         });
        QObject::connect(watch.get(), &Watch::disconnected, watch.get(), [this, say](const QString &why) {
            reason = why;
            say(QStringLiteral("disconnected"));
        });
        QObject::connect(watch.get(), &Watch::ended, watch.get(), [this, say](const QString &why) {
            reason = why;
            say(QStringLiteral("ended"));
        });
    }

    /// What happens in the slot of this signal.
    void onSignal(const QString &signal, std::function<void()> what)
    {
        signalOfInterest = signal;
        on = std::move(what);
    }

    std::unique_ptr<Watch> watch;
    QStringList said;
    QString reason; ///< of the last disconnected() or ended()
    Event last;
    QString signalOfInterest;
    std::function<void()> on;
};

} // namespace hookbot::listen
