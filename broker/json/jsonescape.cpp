#include "broker/json/jsonescape.h"

#include <array>

namespace hookbot {

namespace {

/// What follows the backslash, by byte; zero for what is written as it is.
constexpr std::array<char, 256> Escapes = [] {
    std::array<char, 256> escapes{};
    for (size_t control = 0; control < 0x20; ++control)
        escapes[control] = 'u';
    escapes['\b'] = 'b';
    escapes['\f'] = 'f';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
}();

/// How long each byte becomes.
constexpr std::array<unsigned char, 256> Sizes = [] {
    std::array<unsigned char, 256> sizes{};
    for (size_t byte = 0; byte < sizes.size(); ++byte)
        sizes[byte] = Escapes[byte] == 0 ? 1 : Escapes[byte] == 'u' ? MostEscapedBytes : 2;
    return sizes;
}();

} // namespace

void appendEscaped(QByteArray &json, QByteArrayView utf8)
{
    constexpr std::array<char, 17> Digits{ "0123456789abcdef" };
    const char *plain = utf8.begin();
    for (const char *next = plain; next != utf8.end(); ++next) {
        const auto byte = static_cast<unsigned char>(*next);
        const char escape = Escapes[byte];
        if (escape == 0)
            continue;
        json.append(plain, next - plain);
        plain = next + 1;
        const std::array<char, MostEscapedBytes> text{ '\\', escape, '0', '0', Digits[byte >> 4], Digits[byte & 0xf] };
        json.append(text.data(), Sizes[byte]);
    }
    json.append(plain, utf8.end() - plain);
}

qint64 escapedSize(QByteArrayView utf8)
{
    qint64 size = 0;
    for (const char byte : utf8)
        size += Sizes[static_cast<unsigned char>(byte)];
    return size;
}

} // namespace hookbot
