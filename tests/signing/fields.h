#pragma once

#include "broker/signing/signature.h"

#include <initializer_list>

namespace hookbot {

/// When they are verified.
constexpr qint64 Now = 1'700'000'000;

/// Header fields as a request would bring them.
inline Headers fields(std::initializer_list<std::pair<QByteArray, QByteArray>> list)
{
    Headers headers;
    for (const auto &[name, value] : list)
        headers.append(name, value);
    return headers;
}

inline SignatureRule rule(SignatureScheme scheme, std::vector<QByteArray> secrets)
{
    SignatureRule rule;
    rule.scheme = scheme;
    rule.secrets = std::move(secrets);
    return rule;
}

inline std::chrono::system_clock::time_point at(qint64 seconds)
{
    return std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
}

} // namespace hookbot
