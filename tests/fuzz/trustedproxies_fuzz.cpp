#include "broker/http/trustedproxies.h"

#include <cstdlib>

using namespace hookbot;

/// If the last element is an address, as a proxy writes it, it is found after any other content of the field. A peer
/// that is not trusted is never believed. The input is what the client has sent.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray sent =
        QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)).replace('\r', ' ').replace('\n', ' ');
    const QHostAddress proxy(QStringLiteral("127.0.0.1"));
    const QHostAddress client(QStringLiteral("2001:db8::1"));
    for (const auto field : { TrustedProxies::Field::XForwardedFor, TrustedProxies::Field::Forwarded }) {
        TrustedProxies trusted;
        trusted.setField(field);
        if (!trusted.add(QStringLiteral("loopback")))
            std::abort();
        const bool isForwarded = field == TrustedProxies::Field::Forwarded;
        const QByteArray name = isForwarded ? "Forwarded" : "X-Forwarded-For";
        Headers asSent;
        if (!asSent.append(name, sent.trimmed())) // it could not be sent as one field
            return 0;
        if (trusted.clientOf(client, asSent) != client)
            std::abort();
        static_cast<void>(trusted.clientOf(proxy, asSent));

        Headers added;
        if (!added.append(name, (sent + ", " + (isForwarded ? "for=\"[2001:db8::1]\"" : "2001:db8::1")).trimmed()))
            std::abort();
        if (trusted.clientOf(proxy, added) != client)
            std::abort();
    }
    return 0;
}
