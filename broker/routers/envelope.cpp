#include "broker/routers/envelope.h"

#include "broker/json/jsonreader.h"

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

using Token = JsonReader::Token;

/// Of an event's name or a signature, in bytes: no longer one is right.
constexpr qsizetype LongestField = 1024;

constexpr std::array OfGitHub{ QByteArrayView("Payload"), QByteArrayView("Delivery"), QByteArrayView("Event"),
                               QByteArrayView("Signature") };
constexpr std::array OfHeaders{ QByteArrayView("Body"), QByteArrayView("Header"), QByteArrayView("Method"),
                                QByteArrayView("Query"), QByteArrayView("RemoteAddr") };
constexpr std::array Signed{ QByteArrayView("Payload"), QByteArrayView("Event"), QByteArrayView("Signature") };

/// The values of an object's members, each as the reader that has just read it.
template<size_t Count>
using Members = std::array<std::optional<JsonReader>, Count>;

enum class Others : bool { Skipped, Refused };

/// The members of these names; of each the last. Null where the text is not an object that has all of them. Where
/// others are refused, the first ends it: most JSON is not an envelope, and need not be read twice.
template<size_t Count>
std::optional<Members<Count>> membersOf(QByteArrayView json, const std::array<QByteArrayView, Count> &names,
                                        Others others)
{
    constexpr qsizetype LongestName = 16;
    JsonReader reader(json);
    if (reader.next() != Token::BeginObject)
        return std::nullopt;
    Members<Count> members;
    while (reader.next() == Token::Name) {
        const auto name = reader.textUpTo(LongestName);
        const auto *found = std::ranges::find(names, QByteArrayView(name.value_or(QByteArray())));
        if (found == names.end() && others == Others::Refused)
            return std::nullopt;
        reader.next();
        if (found != names.end())
            members[size_t(found - names.begin())] = reader;
        if (!reader.skip())
            return std::nullopt;
    }
    const bool isWhole = reader.token() == Token::EndObject && reader.next() == Token::End;
    const auto isThere = [](const std::optional<JsonReader> &member) { return member.has_value(); };
    return isWhole && std::ranges::all_of(members, isThere) ? std::optional(members) : std::nullopt;
}

std::optional<QByteArray> base64Of(const JsonReader &member)
{
    if (member.token() != Token::String)
        return std::nullopt;
    const QByteArrayView raw = member.raw();
    const QByteArray text =
        member.hasEscapes() ? member.text() : QByteArray::fromRawData(raw.data(), raw.size()); // not copied
    auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(std::move(*decoded)) : std::nullopt;
}

} // namespace

std::optional<QByteArray> unwrapped(QByteArrayView body)
{
    if (const auto members = membersOf(body, OfGitHub, Others::Refused))
        return base64Of(*members->front());
    if (const auto members = membersOf(body, OfHeaders, Others::Refused))
        return base64Of(*members->front());
    return std::nullopt;
}

std::optional<GitHubEnvelope> readGitHubEnvelope(QByteArrayView body)
{
    const auto members = membersOf(body, Signed, Others::Skipped);
    const auto isString = [](const std::optional<JsonReader> &member) { return member->token() == Token::String; };
    if (!members || !std::ranges::all_of(*members, isString))
        return std::nullopt;
    const auto &[payload, event, signature] = *members;
    return GitHubEnvelope{ base64Of(*payload), event->textUpTo(LongestField).value_or(QByteArray()),
                           signature->textUpTo(LongestField).value_or(QByteArray()) };
}

} // namespace hookbot
