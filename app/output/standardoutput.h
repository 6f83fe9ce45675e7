#pragma once

#include <QtCore/QByteArrayView>

namespace hookbot::StandardOutput {

/// Writes bytes as they are. Throws CommandError where nobody takes them any more.
void write(QByteArrayView bytes);
void flush();

} // namespace hookbot::StandardOutput
