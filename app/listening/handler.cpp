#include "app/listening/handler.h"

#include "app/input/commanderror.h"
#include "app/output/standardoutput.h"
#include "app/process/stopsignals.h"

#include <algorithm>

namespace hookbot {

namespace {

/// The number of bytes that StopSignals::waitForOutput() guarantees to be writable without waiting.
constexpr qsizetype Piece = 4096;

} // namespace

/// No exception may pass through an event loop.
bool Handler::print(QByteArrayView bytes)
{
    try {
        for (qsizetype begin = 0; begin < bytes.size(); begin += Piece) {
            if (!StopSignals::waitForOutput())
                return false;
            StandardOutput::write(bytes.sliced(begin, std::min(Piece, bytes.size() - begin)));
            StandardOutput::flush();
        }
    } catch (const CommandError &error) {
        Q_EMIT broken(QString::fromUtf8(error.what()));
        return false;
    }
    return true;
}

} // namespace hookbot
