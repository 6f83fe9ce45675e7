#include "broker/json/jsonlookup.h"
#include "broker/json/jsontree.h"
#include "broker/routers/message.h"

#include <QtCore/QJsonDocument>

#include <algorithm>
#include <cstdlib>

using namespace hookbot;

namespace {

using Token = JsonReader::Token;

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// Reads all tokens up to a depth. Returns whether the text is valid.
bool readAll(QByteArrayView text)
{
    JsonReader reader(text);
    qsizetype behind = 0;
    while (reader.next() != Token::End && reader.token() != Token::Error) {
        require(reader.offset() >= behind && reader.end() > reader.offset() && reader.end() <= text.size());
        require(reader.depth() >= 0 && reader.depth() <= JsonReader::Deepest);
        behind = reader.end();
        if (reader.token() == Token::Name || reader.token() == Token::String) {
            const QByteArray decoded = reader.text();
            require(decoded.isValidUtf8() && decoded.size() <= reader.raw().size());
            require(reader.textUpTo(decoded.size()) == decoded);
        }
    }
    require(reader.offset() >= behind && reader.offset() <= text.size());
    require((reader.token() == Token::Error) == (reader.fault() != JsonReader::Fault::None));
    return reader.token() == Token::End;
}

} // namespace

/// The input is a line with a path, and a text. A text is valid for all readers or for none, and QJsonDocument agrees,
/// except for numbers that are out of range for a double.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArrayView input(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype lineFeed = std::max<qsizetype>(input.indexOf('\n'), 0);
    const QByteArray text = input.sliced(lineFeed).toByteArray(); // a copy, so that a read beyond its end is detected
    const bool isValid = readAll(text);

    JsonPathSet paths;
    const auto path = JsonPath::parse(input.first(lineFeed));
    if (path)
        paths.add(*path);
    const auto found = JsonLookup::read(text, paths);
    require(found.has_value() == isValid);
    if (found && path) {
        const JsonValue value = found->value(*path);
        require(value.bytes.size() <= JsonLookup::LongestText && value.bytes.isValidUtf8());
    }
    if (const auto tree = JsonTree::parse(text); !tree) {
        require(tree.error().offset <= text.size());
        require(lineAndColumn(text, tree.error().offset).startsWith(QStringLiteral("line ")));
    } else {
        require(isValid);
    }
    if (isValid && isJsonObjectOrArray(text) && !text.contains('e') && !text.contains('E') && text.size() < 300)
        require(!QJsonDocument::fromJson(text).isNull());

    const Headers none;
    const Message message("a", none, text, &paths);
    (void)message.jsonKind();
    return 0;
}
