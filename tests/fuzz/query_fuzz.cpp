#include "broker/http/target.h"
#include "tests/fuzz/fuzzing.h"

#include <QtCore/QList>

#include <string>
#include <vector>

using namespace hookbot;

namespace {

/// A second implementation of percent-decoding, with `+` for a space; nullopt for an invalid escape.
std::optional<std::string> decoded(const std::string &text)
{
    std::string result;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            result += ' ';
        } else if (text[i] == '%') {
            const std::string digits = text.substr(i + 1, 2);
            if (digits.size() < 2 || digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos)
                return std::nullopt;
            result += char(std::stoi(digits, nullptr, 16));
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

} // namespace

/// The parameters are those of the simple implementation. The input is a name and, after a line feed, the query.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    Input input(data, size);
    const QByteArray name = input.line().toByteArray();
    if (name.isEmpty())
        return 0; // nobody asks for it
    Target target;
    target.path = "/";
    target.query = input.rest().toByteArray();

    std::vector<std::string> expected;
    const std::string query = target.query.toStdString();
    for (size_t begin = 0; begin <= query.size() && !query.empty();) {
        const size_t end = std::min(query.find('&', begin), query.size());
        const std::string pair = query.substr(begin, end - begin);
        const size_t equals = pair.find('=');
        const auto key = decoded(pair.substr(0, equals));
        const auto value = decoded(equals == std::string::npos ? std::string() : pair.substr(equals + 1));
        if (key && value && *key == name.toStdString())
            expected.push_back(*value);
        begin = end + 1;
    }
    const QList<QByteArray> found = target.parameters(name);
    require(found.size() == qsizetype(expected.size()));
    for (qsizetype i = 0; i < found.size(); ++i)
        require(found[i].toStdString() == expected[size_t(i)]);
    return 0;
}
