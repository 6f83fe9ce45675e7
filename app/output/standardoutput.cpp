#include "app/output/standardoutput.h"

#include "app/input/commanderror.h"

#include <cstdio>

namespace hookbot::StandardOutput {

namespace {

void check(bool isWritten)
{
    if (!isWritten)
        throw CommandError(QStringLiteral("cannot write to standard output"));
}

} // namespace

void write(QByteArrayView bytes)
{
    check(std::fwrite(bytes.data(), 1, size_t(bytes.size()), stdout) == size_t(bytes.size()));
}

void flush()
{
    check(std::fflush(stdout) == 0);
}

} // namespace hookbot::StandardOutput
