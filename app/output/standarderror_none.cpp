#include "app/output/standarderror.h"

#include <cstdio>

namespace hookbot::StandardError {

qsizetype write(QByteArrayView bytes)
{
    const auto written = qsizetype(std::fwrite(bytes.data(), 1, size_t(bytes.size()), stderr));
    std::fflush(stderr);
    return written;
}

qsizetype writeWithin(QByteArrayView bytes, std::chrono::milliseconds)
{
    return write(bytes);
}

void blockSignals() {}

} // namespace hookbot::StandardError
