#include "installer/manual/roff.h"

#include <regex>

namespace hookbot::manual::roff {

namespace {

/// Replaces what man(7) would not show as it is. A dash of a program's word is `\-`: a bare one is a hyphen.
std::string withEscapes(const std::string &text)
{
    std::string escaped;
    for (const char each : text) {
        if (each == '\\')
            escaped += "\\e";
        else if (each == '-')
            escaped += "\\-";
        else
            escaped += each;
    }
    return escaped;
}

} // namespace

std::string escaped(const std::string &text)
{
    const std::string result = withEscapes(text);
    return result.starts_with('.') || result.starts_with('\'') ? "\\&" + result : result;
}

std::string bold(const std::string &text)
{
    return "\\fB" + withEscapes(text) + "\\fP";
}

std::string italic(const std::string &text)
{
    return "\\fI" + withEscapes(text) + "\\fP";
}

std::string sentence(const std::string &text)
{
    static const std::regex word(R"((^|[ (])(--?[0-9A-Za-z][-0-9A-Za-z]*))");
    std::string result;
    auto rest = text.cbegin();
    for (std::sregex_iterator match(text.begin(), text.end(), word); match != std::sregex_iterator(); ++match) {
        const auto &option = (*match)[2];
        result += withEscapes(std::string(rest, option.first)) + bold(option.str());
        rest = option.second;
    }
    result += withEscapes(std::string(rest, text.cend()));
    if (!result.ends_with('.'))
        result += '.';
    return result.starts_with('.') || result.starts_with('\'') ? "\\&" + result : result;
}

} // namespace hookbot::manual::roff
