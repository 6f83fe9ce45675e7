#include "app/desktop/instance.h"
#include "tests/fuzz/fuzzing.h"

using namespace hookbot;

/// Any line on the desktop program's socket is a request, or an empty one; a line that we write is read back unchanged.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray line(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto request = instancemessages::requestOf(line);
    const QByteArray written = instancemessages::lineOf(request);
    require(written.count('\n') == 1 && written.endsWith('\n'));
    const auto again = instancemessages::requestOf(written);
    require(again.command == request.command && again.arguments == request.arguments);

    const auto reply = instancemessages::replyOf(line);
    const auto same = instancemessages::replyOf(instancemessages::lineOf(reply));
    require(same.isDone == reply.isDone && same.text == reply.text);
    return 0;
}
