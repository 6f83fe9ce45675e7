#pragma once

#include "hookbot/watch.h"
#include "tests/listen/scriptedserver.h"

#include <QtCore/QStringList>
#include <QtTest/QTest>

#include <functional>

namespace hookbot::listen {

/// A watch, and its signals in order.
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
        QObject::connect(watch.get(), &Watch::disconnected, watch.get(),
                         [this, say](const QString &why, std::chrono::milliseconds pause) {
                             reason = why;
                             pauses += pause.count();
                             say(QStringLiteral("disconnected"));
                         });
        QObject::connect(watch.get(), &Watch::ended, watch.get(), [this, say](const QString &why) {
            reason = why;
            say(QStringLiteral("ended"));
        });
    }

    /// Calls @p what in the slot of this signal.
    void onSignal(const QString &signal, std::function<void()> what)
    {
        signalOfInterest = signal;
        on = std::move(what);
    }

    std::unique_ptr<Watch> watch;
    QStringList said;
    QString reason;       ///< of the last disconnected() or ended()
    QList<qint64> pauses; ///< of each disconnected(), in ms
    Event last;
    QString signalOfInterest;
    std::function<void()> on;
};

inline Watch::Options optionsFor(const QUrl &url)
{
    Watch::Options options;
    options.url = url;
    return options;
}

inline const QString Connected = QStringLiteral("connected");
inline const QString Disconnected = QStringLiteral("disconnected");
inline const QString Ended = QStringLiteral("ended");
inline const QString Event1 = QStringLiteral("event 1");
inline const QString Event2 = QStringLiteral("event 2");
inline const QString SomeEvent = QStringLiteral("event"); // of a server without ids

} // namespace hookbot::listen

/// Waits until the signals of the listener are exactly these.
#define SAYS(...)                                                                                                      \
    do {                                                                                                               \
        const QStringList all{ __VA_ARGS__ };                                                                          \
        (void)waitFor([&listener, &all] { return listener.said == all; });                                             \
        QCOMPARE(listener.said, all);                                                                                  \
    } while (false)
