#include "handler.h"

#include "commands/command.h"
#include "standardoutput.h"

namespace hookbot {

/// No exception may pass through an event loop.
bool Handler::print(QByteArrayView bytes)
{
    try {
        StandardOutput::write(bytes);
        StandardOutput::flush();
    } catch (const CommandError &error) {
        Q_EMIT broken(QString::fromUtf8(error.what()));
        return false;
    }
    return true;
}

} // namespace hookbot
