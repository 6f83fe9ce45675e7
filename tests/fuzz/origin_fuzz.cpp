#include "broker/requests/origin.h"
#include "tests/fuzz/fuzzing.h"

using namespace hookbot;

/// A page may subscribe to its own host. A foreign page may do so only if its origin ends in the request's host, or is
/// allowed by name. The input is an origin and, after a line feed, a host.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    Input input(data, size);
    const QByteArray origin = input.line().toByteArray();
    const QByteArray host = input.line().toByteArray();
    const bool isHost = !host.isEmpty() && !host.startsWith(':') && !host.contains('/');
    if (isHost)
        require(isAllowedOrigin("http://" + host, host, {}) && isAllowedOrigin("//" + host, host, {}));
    const auto contains = [&origin](QByteArray part) {
        part = part.toLower();
        for (const char *port : { ":80", ":443" }) {
            if (part.endsWith(port))
                part.chop(QByteArrayView(port).size());
        }
        return origin.toLower().contains(part);
    };
    if (isAllowedOrigin(origin, host, {}))
        require(origin.contains("//") && contains(host));
    if (isAllowedOrigin(origin, host, { "https://app.example.com" }))
        require(contains(host) || origin.toLower().startsWith("https://app.example.com"));
    return 0;
}
