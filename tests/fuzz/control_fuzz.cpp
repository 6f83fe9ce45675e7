#include "app/desktop/instance.h"
#include "tests/fuzz/fuzzing.h"

using namespace hookbot;

/// Any line on the desktop program's socket is a request, or an empty one; a line that we write is read back unchanged.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray line(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto request = instancewords::requestOf(line);
    const QByteArray written = instancewords::lineOf(request);
    require(written.count('\n') == 1 && written.endsWith('\n'));
    const auto again = instancewords::requestOf(written);
    require(again.command == request.command && again.arguments == request.arguments);

    const auto reply = instancewords::replyOf(line);
    const auto same = instancewords::replyOf(instancewords::lineOf(reply));
    require(same.isDone == reply.isDone && same.text == reply.text);
    return 0;
}
