#pragma once

#include <QtCore/QByteArrayView>

namespace hookbot::StandardOutput {

/// Writes bytes unchanged. Throws CommandError if they cannot be written.
void write(QByteArrayView bytes);
void flush();

} // namespace hookbot::StandardOutput
