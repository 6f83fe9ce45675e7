#include "framerules.h"

#include <cstdlib>

using namespace hookbot;

/// The verdict on bytes does not depend on how they are split.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    FrameRules whole;
    FrameRules split;
    bool splitAccepts = true;
    for (qsizetype i = 0; i < bytes.size(); ++i)
        splitAccepts = split.accept(bytes.sliced(i, 1));
    if (whole.accept(bytes) != splitAccepts)
        std::abort();
    if (splitAccepts && whole.isInFrame() != split.isInFrame())
        std::abort();
    return 0;
}
