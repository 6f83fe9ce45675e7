#include "broker/auth/tokenchecker.h"
#include "broker/http/target.h"

#include <cstdlib>
#include <optional>
#include <set>
#include <string>

using namespace hookbot;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// A second, simple implementation of the protocol's sections 1 and 2.
bool isGoodPath(const std::string &path)
{
    if (path.empty() || path[0] != '/' || path.size() > 2048)
        return false;
    std::string segment;
    int segments = 0;
    const std::string inner = path.back() == '/' ? path.substr(0, path.size() - 1) : path;
    for (size_t i = 1; i <= inner.size() && path.size() > 1; ++i) {
        if (i < inner.size() && inner[i] != '/') {
            segment += inner[i];
            continue;
        }
        if (segment.empty() || segment == "." || segment == ".." || ++segments > 32)
            return false;
        segment.clear();
    }
    for (const char c : path) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            return false;
    }
    return true;
}

std::set<std::string> pathsThatOpen(const std::string &path)
{
    std::set<std::string> all;
    const auto addPrefixes = [&all](const std::string &whole) {
        for (size_t i = 0; i < whole.size(); ++i) {
            if (whole[i] == '/' || i + 1 == whole.size())
                all.insert(whole.substr(0, i + 1));
        }
    };
    addPrefixes(path);
    if (path.rfind("/pub/", 0) == 0 || path.rfind("/sub/", 0) == 0)
        addPrefixes(path.substr(4));
    return all;
}

} // namespace

/// An accepted target follows the rules, and the token of any path opens it exactly if the rules allow it. The input is
/// a target and, after a line feed, the path of a token.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArrayView input(data, qsizetype(size));
    const qsizetype lineFeed = input.indexOf('\n');
    const auto target = Target::parse(lineFeed < 0 ? input : input.first(lineFeed));
    if (!target)
        return 0;
    const std::string path = target->path.toStdString();
    require(isGoodPath(path));

    static TokenChecker checker("key");
    const std::string madeFor = lineFeed < 0 ? path : input.sliced(lineFeed + 1).toByteArray().toStdString();
    const QByteArray token = makeToken("key", QByteArrayView(madeFor.data(), qsizetype(madeFor.size())));
    require(checker.opens(token, target->path) == pathsThatOpen(path).contains(madeFor));
    return 0;
}
