#include "broker/signing/signature.h"

#include <cstdlib>

using namespace hookbot;

namespace {

constexpr auto Now = std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000));

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// The fields before an empty line, one per line, and the text after it. Lines that the request parser would refuse are
/// skipped.
Headers fieldsOf(QByteArrayView input, QByteArrayView &body)
{
    Headers headers;
    while (!input.isEmpty()) {
        const qsizetype lineFeed = input.indexOf('\n');
        const QByteArrayView line = lineFeed < 0 ? input : input.first(lineFeed);
        input = lineFeed < 0 ? QByteArrayView() : input.sliced(lineFeed + 1);
        if (line.isEmpty())
            break;
        const qsizetype colon = line.indexOf(':');
        const QByteArrayView value = line.sliced(colon + 1).trimmed();
        if (colon > 0 && !value.contains('\r'))
            headers.append(line.first(colon), value);
    }
    body = input;
    return headers;
}

/// Whether one of these has the name of a field that the scheme uses.
bool decides(const Headers &strangers, const Headers &own)
{
    for (const auto &[name, value] : own) {
        if (strangers.count(name) > 0 && !equalIgnoringCase(name, "X-Hub-Signature")) // beside SHA-256, it does not
            return true;
    }
    return false;
}

} // namespace

/// No request passes without the secret. A request with the secret passes, unless a stranger added a field that a
/// scheme uses. The first byte of the input chooses the scheme.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArrayList names = signatureSchemeNames();
    if (size == 0)
        return 0;
    SignatureRule rule;
    rule.scheme = *signatureSchemeOf(names[data[0] % names.size()]);
    rule.secrets = { "a secret that no input has", "another one" };
    rule.allowSha1 = data[0] >= 128;
    QByteArrayView body;
    const Headers strangers = fieldsOf(QByteArrayView(data + 1, qsizetype(size) - 1), body);
    require(!verifySignature(rule, strangers, body, Now));

    Headers both = *sign(rule, body, Now);
    require(verifySignature(rule, both, body, Now).has_value());
    const bool isSpoiled = decides(strangers, both);
    for (const auto &[name, value] : strangers)
        both.append(name, value);
    require(verifySignature(rule, both, body, Now).has_value() != isSpoiled);
    return 0;
}
