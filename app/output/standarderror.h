#pragma once

#include <QtCore/QByteArrayView>

#include <chrono>

/// Standard error as bytes, without the buffers and the locks of the C library: a thread that waits for a slow reader
/// does not block other threads or the end of the process.
namespace hookbot::StandardError {

/// Writes bytes, and waits for the reader as long as that takes. Returns how many were written: fewer if the rest
/// cannot be written (the reader is gone, the disk is full). Thread-safe.
qsizetype write(QByteArrayView bytes);

/// Likewise, but gives up when no byte could be written for this long.
qsizetype writeWithin(QByteArrayView bytes, std::chrono::milliseconds patience);

/// Blocks all signals in the calling thread, so that a reader that is gone is an error of write().
void blockSignals();

} // namespace hookbot::StandardError
