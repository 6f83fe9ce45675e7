#include "broker/routers/channelpattern.h"

#include "broker/routers/routedchannel.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace hookbot {

namespace {

constexpr QByteArrayView PlaceholderOfHeader = "header:";
constexpr QByteArrayView PlaceholderOfJson = "json:";

struct PatternText
{
    Q_DECLARE_TR_FUNCTIONS(ChannelPattern)
};

} // namespace

tl::expected<ChannelPattern::Part, QString> ChannelPattern::placeholder(const QByteArray &text)
{
    if (text == "rest")
        return Rest();
    if (text.startsWith(PlaceholderOfHeader) && text.size() > PlaceholderOfHeader.size())
        return OfHeader{ text.sliced(PlaceholderOfHeader.size()) };
    if (!text.startsWith(PlaceholderOfJson))
        return tl::unexpected(PatternText::tr("{%1} is not a placeholder: use {json:PATH}, {header:NAME} or {rest}")
                                  .arg(QString::fromUtf8(text)));
    const QByteArray path = text.sliced(PlaceholderOfJson.size());
    auto parsed = JsonPath::parse(path);
    if (!parsed)
        return tl::unexpected(parsed.error());
    return OfJson{ std::move(*parsed), path };
}

tl::expected<ChannelPattern, QString> ChannelPattern::parse(const QByteArray &text)
{
    ChannelPattern pattern;
    QByteArray example; // a channel that may come of it
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype begin = text.indexOf('{', i);
        const QByteArray plain = begin < 0 ? text.sliced(i) : text.sliced(i, begin - i);
        if (plain.contains('}'))
            return tl::unexpected(PatternText::tr("there is a } without its {"));
        if (!plain.isEmpty())
            pattern.m_parts.emplace_back(Text{ plain });
        example += plain;
        if (begin < 0)
            break;
        const qsizetype end = text.indexOf('}', begin);
        if (end < 0)
            return tl::unexpected(PatternText::tr("there is a { without its }"));
        auto part = placeholder(text.sliced(begin + 1, end - begin - 1));
        if (!part)
            return tl::unexpected(part.error());
        pattern.m_parts.push_back(std::move(*part));
        example += 'x';
        i = end + 1;
    }
    if (ChannelName(example).isUnsafe())
        return tl::unexpected(
            PatternText::tr("a channel begins with no slash, and what is routed goes to no unsafe one"));
    if (!isGoodChannel(example))
        return tl::unexpected(
            PatternText::tr("this makes no channel: there must be no empty, . or .. part, and no slash at the end"));
    return pattern;
}

bool ChannelPattern::usesRest() const
{
    return std::ranges::any_of(m_parts, [](const Part &part) { return std::holds_alternative<Rest>(part); });
}

void ChannelPattern::addPaths(JsonPathSet &paths) const
{
    for (const Part &part : m_parts) {
        if (const auto *json = std::get_if<OfJson>(&part))
            paths.add(json->path);
    }
}

tl::expected<QByteArray, QString> ChannelPattern::fill(const Message &message, const Filter &heard) const
{
    QByteArray channel;
    const auto add = [&channel](QByteArrayView value) {
        channel += segmentOf(value);
        return !value.isEmpty();
    };
    for (const Part &part : m_parts) {
        if (const auto *text = std::get_if<Text>(&part)) {
            channel += text->bytes;
        } else if (const auto *header = std::get_if<OfHeader>(&part)) {
            if (!add(message.headers().value(header->name).value_or(QByteArrayView())))
                return tl::unexpected(
                    PatternText::tr("there is nothing in its header %1").arg(QString::fromUtf8(header->name)));
        } else if (const auto *json = std::get_if<OfJson>(&part)) {
            if (!add(message.json(json->path).text().value_or(QByteArray())))
                return tl::unexpected(PatternText::tr("its JSON has no text at %1").arg(QString::fromUtf8(json->text)));
        } else {
            channel += message.channel().sliced(heard.name.size()); // the rest of a channel, good as that was
        }
    }
    if (!isGoodChannel(channel))
        return tl::unexpected(
            PatternText::tr("what it says makes no channel, or one that is too long or has too many segments"));
    return channel;
}

} // namespace hookbot
