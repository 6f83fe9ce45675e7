#pragma once

#include <QtCore/QByteArrayView>

#include <algorithm>
#include <array>

namespace hookbot {

/// Whether the text is a token (RFC 9110, section 5.6.2), as methods and field names are. Pure.
[[nodiscard]] inline bool isHttpToken(QByteArrayView text)
{
    static constexpr auto isOfToken = [] {
        std::array<bool, 256> is{};
        for (const char *set :
             { "!#$%&'*+-.^_`|~", "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz" }) {
            for (; *set != '\0'; ++set)
                is[static_cast<unsigned char>(*set)] = true;
        }
        return is;
    }();
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return isOfToken[static_cast<unsigned char>(c)]; });
}

/// Whether the text is a valid value of a field: no CR, LF or NUL (RFC 9110, section 5.5). Pure.
[[nodiscard]] inline bool isFieldValue(QByteArrayView text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

} // namespace hookbot
