#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <functional>

namespace hookbot {

/// Calls @p answer with @p value in the event loop of @p monitor's thread, unless @p context is gone by then.
template<typename T>
void answerLater(QObject *monitor, const QObject *context, std::function<void(const T &)> answer, T value)
{
    QMetaObject::invokeMethod(
        monitor,
        [alive = QPointer(context), answer = std::move(answer), value = std::move(value)] {
            if (alive)
                answer(value);
        },
        Qt::QueuedConnection);
}

} // namespace hookbot
