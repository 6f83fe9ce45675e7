#include "broker/routers/githubrouter.h"
#include "broker/routers/routedchannel.h"
#include "broker/routers/routesfile.h"

#include <algorithm>
#include <cstdlib>

using namespace hookbot;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

QByteArrayView lineOf(QByteArrayView &input)
{
    const qsizetype lineFeed = input.indexOf('\n');
    const QByteArrayView line = lineFeed < 0 ? input : input.first(lineFeed);
    input = lineFeed < 0 ? QByteArrayView() : input.sliced(lineFeed + 1);
    return line;
}

/// The channel has slashes only where the pattern has slashes outside of placeholders.
void requireInPattern(QByteArrayView pattern, const QByteArray &channel)
{
    qsizetype slashes = 0;
    bool isPlaceholder = false;
    for (const char c : pattern) {
        isPlaceholder = c == '{' || (isPlaceholder && c != '}');
        slashes += c == '/' && !isPlaceholder ? 1 : 0;
    }
    require(channel.count('/') == slashes);
    require(isGoodChannel(channel));
    require(channel.startsWith(pattern.first(std::max<qsizetype>(pattern.indexOf('{'), 0))));
}

} // namespace

/// Tables, conditions, patterns and payloads of any text: no value changes the segments of a pattern. The input is a
/// table; it is also a condition, a line with a pattern, and a body.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    QByteArrayView input(data, qsizetype(size));
    const auto secrets = [](const QString &) { return std::vector<QByteArray>{ "secret" }; };
    const auto table = parseRoutes(input.toByteArray(), { secrets, secrets });
    require(table || table.error().startsWith(QStringLiteral("line ")));

    const auto condition = Condition::parse(lineOf(input).toByteArray());
    const QByteArrayView pattern = lineOf(input);
    Headers headers;
    headers.append("X-Name", lineOf(input).trimmed());
    const QByteArray body = input.toByteArray();
    const Message message("in/x", headers, body);
    const bool matches = condition && condition->matches(message);
    require(!matches || condition);
    if (const auto to = ChannelPattern::parse(pattern.toByteArray()); to && !to->usesRest()) {
        if (const auto channel = to->fill(message, { "in/" }); channel)
            requireInPattern(pattern, *channel);
    }

    // With a valid signature, for any body.
    SignatureRule rule;
    rule.secrets = { "secret" };
    const QByteArray signature = sign(rule, body, {})->value("X-Hub-Signature-256")->toByteArray();
    const QByteArray envelope =
        R"({"Event":"push","Payload":")" + body.toBase64() + R"(","Signature":")" + signature + R"("})";
    for (const GitHubRouter::Output &output : GitHubRouter(rule).outputsOf(envelope).outputs) {
        require(output.channel.startsWith("github.com/repo/"));
        require(isGoodChannel(output.channel));
    }
    return 0;
}
