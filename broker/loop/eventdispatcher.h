#pragma once

#include <QtCore/QAbstractEventDispatcher>

#include <memory>

namespace hookbot {

/// An event dispatcher for a thread with very many, mostly idle sockets.
///
/// On Linux, an EpollDispatcher: a turn of the loop costs what is ready, not what is open. Elsewhere null: leave the
/// thread with Qt's own dispatcher.
///
/// Install it before the thread starts, with QThread::setEventDispatcher(), or before the application is created, with
/// QCoreApplication::setEventDispatcher(), which become the owner. Throws std::system_error if the system refuses the
/// two descriptors that it needs.
[[nodiscard]] std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher();

} // namespace hookbot
