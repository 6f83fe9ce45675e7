#include "broker/auth/token.h"
#include "tests/fuzz/fuzzing.h"

#include <algorithm>
#include <string>

using namespace hookbot;

/// Any token is found in the field that a client makes of it, and in the input only if a scheme is named. The input is
/// a field's value; it is also a token and, after a line feed, a password.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    Input input(data, size);
    const QByteArrayView value = input.rest();
    const auto found = tokenFromAuthorization(value);
    const QByteArray start = value.trimmed().toByteArray().toLower();
    require(!found || start.startsWith("basic ") || start.startsWith("bearer "));

    const QByteArray token = input.line().toByteArray();
    const QByteArray password = input.rest().toByteArray();
    if (!token.contains(':')) {
        const QByteArray pair = (token + ':' + password).toBase64();
        require(tokenFromAuthorization("Basic " + pair) == token);
        require(tokenFromAuthorization("bAsIc   " + pair + ' ') == token);
    }
    if (!token.isEmpty() && token.trimmed() == token)
        require(tokenFromAuthorization("BEARER " + token) == token);
    return 0;
}
