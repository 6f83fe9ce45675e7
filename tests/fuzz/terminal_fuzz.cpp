#include "app/output/prettyjson.h"
#include "app/output/printable.h"
#include "tests/fuzz/fuzzing.h"

using namespace hookbot;

namespace {

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

QByteArray withoutBlanks(QByteArray text)
{
    text.removeIf(isBlank);
    return text;
}

} // namespace

/// Text that is shown has nothing that controls a terminal, and formatted JSON differs from the original only in
/// spaces.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const QByteArray line = printable(bytes);
    require(std::ranges::none_of(line, isControl));
    require(printable(line) == line);
    const QByteArray text = printableText(bytes);
    require(std::ranges::none_of(text, [](char c) { return isControl(c) && c != '\n' && c != '\t'; }));
    for (const QByteArray &shown : { line, text }) {
        for (qsizetype i = 1; i < shown.size(); ++i) {
            const auto second = static_cast<unsigned char>(shown[i]);
            require(shown[i - 1] != '\xc2' || second < 0x80 || second >= 0xa0);
        }
    }
    if (const auto pretty = prettyJson(bytes, false))
        require(withoutBlanks(*pretty) == withoutBlanks(bytes));
    static_cast<void>(prettyJson(bytes, true));
    return 0;
}
