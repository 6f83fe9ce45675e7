#include "broker/stream/framerules.h"
#include "tests/fuzz/fuzzing.h"

using namespace hookbot;

namespace {

/// A second, simple implementation of RFC 6455, section 5.2, for complete input.
struct Verdict
{
    bool isGood = true;
    bool isInFrame = false;
};

Verdict verdictOn(QByteArrayView bytes)
{
    const auto at = [&bytes](qsizetype i) { return static_cast<unsigned char>(bytes[i]); };
    while (!bytes.isEmpty()) {
        if (bytes.size() < 2)
            return { true, true };
        if (at(1) < 0x80)
            return { false, true };
        quint64 length = at(1) & 0x7fU;
        qsizetype head = 2;
        if (length >= 126) {
            const qsizetype digits = length == 126 ? 2 : 8;
            if (bytes.size() < head + digits)
                return { true, true };
            length = 0;
            for (qsizetype i = 0; i < digits; ++i)
                length = length * 256 + at(head + i);
            head += digits;
        }
        head += 4;
        if (bytes.size() < head || quint64(bytes.size() - head) < length)
            return { true, true };
        bytes = bytes.sliced(head + qsizetype(length));
    }
    return {};
}

} // namespace

/// The result is that of the simple implementation, and does not depend on how the input is split.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    FrameRules whole;
    FrameRules split;
    bool splitAccepts = true;
    for (qsizetype i = 0; i < bytes.size(); ++i)
        splitAccepts = split.accept(bytes.sliced(i, 1));
    require(whole.accept(bytes) == splitAccepts);
    const Verdict verdict = verdictOn(bytes);
    require(splitAccepts == verdict.isGood);
    if (splitAccepts)
        require(whole.isInFrame() == split.isInFrame() && whole.isInFrame() == verdict.isInFrame);
    return 0;
}
