#pragma once

#include <QtCore/QAbstractEventDispatcher>

#include <memory>

namespace hookbot {

/// An event dispatcher for a thread with very many, mostly idle sockets; null where Qt's own is the best there is.
///
/// On Linux it is an EpollDispatcher: a turn of the loop costs what is ready, not what is open. Elsewhere it is null,
/// and the thread is to be left with the dispatcher that Qt gives it.
///
/// Install it before the thread starts, with QThread::setEventDispatcher(), or before the application is made, with
/// QCoreApplication::setEventDispatcher(): they take over the ownership. Throws std::system_error when the system
/// refuses the two descriptors it needs.
[[nodiscard]] std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher();

} // namespace hookbot
