#include "tests/fuzz/fuzzing.h"

using namespace hookbot;

/// Any bytes from a disk are refused as the fields of an event, or can be iterated over and equal the result of
/// appending the fields one by one.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto headers = headersFrom(bytes);
    if (!headers)
        return 0;
    require(headers->bytes() == bytes);
    Headers again;
    qsizetype fields = 0;
    for (const auto &[name, value] : *headers) {
        require(!name.isEmpty() && !name.contains('\n') && !name.contains('\r') && !name.contains(':'));
        require(!value.contains('\n') && !value.contains('\r') && !value.contains('\0'));
        require(headers->value(name).has_value() && headers->count(name) > 0);
        again.append(name, value);
        ++fields;
    }
    require(again == *headers && headers->count() == fields);
    return 0;
}
