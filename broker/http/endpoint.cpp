#include "broker/http/endpoint.h"

#include "broker/event/channel.h"

namespace hookbot {

namespace {

Endpoint refused(Refusal refusal)
{
    return { .kind = Endpoint::Kind::Refused, .channel = {}, .isUnsafe = false, .refusal = std::move(refusal) };
}

Endpoint notAllowed(const QByteArray &allow)
{
    return refused({ 405, "405 Method Not Allowed: use " + allow, "Allow: " + allow + "\r\n" });
}

} // namespace

Endpoint Endpoint::of(QByteArrayView method, QByteArrayView path)
{
    const bool isGet = method == "GET";
    const bool isPost = method == "POST";
    const auto only = [](bool allowed, Kind wanted, QByteArray name, bool isForAnybody, const char *methods) {
        return allowed ? Endpoint{ .kind = wanted, .channel = std::move(name), .isUnsafe = isForAnybody, .refusal = {} }
                       : notAllowed(methods);
    };
    const auto rest = [path](qsizetype prefix) { return path.sliced(prefix).toByteArray(); };

    if (path.startsWith("/pub/"))
        return only(isPost, Kind::Publish, rest(5), false, "POST");
    if (path.startsWith("/sub/"))
        return only(isGet, Kind::Subscribe, rest(5), false, "GET");
    if (path.startsWith("/unsafe/pub/"))
        return only(isPost, Kind::Publish, ChannelName::unsafe(rest(12)), true, "POST");
    if (path.startsWith("/unsafe/sub/"))
        return only(isGet, Kind::Subscribe, ChannelName::unsafe(rest(12)), true, "GET");
    if (path == "/status")
        return only(isGet || method == "HEAD", Kind::Status, {}, false, "GET, HEAD");
    if (path == "/metrics")
        return only(isGet || method == "HEAD", Kind::Metrics, {}, false, "GET, HEAD");

    if (isPost || isGet)
        return only(true, isPost ? Kind::Publish : Kind::Subscribe, rest(1), false, "");
    return refused({ 501, "Not Implemented" });
}

} // namespace hookbot
