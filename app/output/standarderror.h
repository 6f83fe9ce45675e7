#pragma once

#include <QtCore/QByteArrayView>

#include <chrono>

/// Standard error as bytes, past the buffers and the locks of the C library: who waits there for a reader that does not
/// read keeps nobody else waiting, and not the end of the process either.
namespace hookbot::StandardError {

/// Writes bytes, and waits for whoever reads them as long as that takes. Returns how many were written: fewer where
/// nobody will ever take the rest (the reader is gone, the disk is full). Any thread.
qsizetype write(QByteArrayView bytes);

/// The same, but gives up once nobody has taken anything for so long.
qsizetype writeWithin(QByteArrayView bytes, std::chrono::milliseconds patience);

/// For a thread of which nobody expects signals: it hears none, and a reader that is gone is an error to it.
void blockSignals();

} // namespace hookbot::StandardError
