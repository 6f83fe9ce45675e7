#include "broker/event/event.h"

#include <algorithm>
#include <array>

namespace hookbot {

Headers withoutSecrets(const Headers &headers)
{
    static constexpr std::array secrets{ QByteArrayView("authorization"), QByteArrayView("cookie"),
                                         QByteArrayView("proxy-authorization") };
    const auto isSecret = [](QByteArrayView name) {
        return std::ranges::any_of(secrets, [name](QByteArrayView secret) { return equalIgnoringCase(name, secret); });
    };

    Headers kept;
    kept.reserve(headers.bytes().size());
    for (const auto &[name, value] : headers) {
        if (!isSecret(name))
            kept.append(name, value);
    }
    return kept;
}

} // namespace hookbot
