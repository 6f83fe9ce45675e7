#include "broker/json/jsonlookup.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace hookbot {

namespace {

using Token = JsonReader::Token;

/// An integer in digits, also where it is written `7.0` or `7e0`; another number in its shortest form. One that no
/// double holds stays as it is written.
QByteArray textOfNumber(QByteArrayView written)
{
    QByteArray number = written.toByteArray();
    bool isGood = false;
    if (const qint64 integer = number.toLongLong(&isGood); isGood)
        return QByteArray::number(integer);
    const double value = number.toDouble(&isGood);
    if (!isGood)
        return number;
    constexpr double Beyond = 9223372036854775808.0; // 2^63
    if (value >= -Beyond && value < Beyond && std::trunc(value) == value)
        return QByteArray::number(qint64(value));
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

JsonValue valueOf(const JsonReader &reader)
{
    JsonValue value;
    switch (reader.token()) {
    case Token::BeginObject:
        value.kind = JsonValue::Kind::Object;
        break;
    case Token::BeginArray:
        value.kind = JsonValue::Kind::Array;
        break;
    case Token::String:
        value.kind = JsonValue::Kind::String;
        if (auto text = reader.textUpTo(JsonLookup::LongestText))
            value.bytes = std::move(*text);
        else
            value.isTooLong = true;
        break;
    case Token::Number:
        value.kind = JsonValue::Kind::Number;
        value.isTooLong = reader.raw().size() > JsonLookup::LongestText;
        if (!value.isTooLong)
            value.bytes = textOfNumber(reader.raw());
        break;
    case Token::True:
        value.kind = JsonValue::Kind::True;
        break;
    case Token::False:
        value.kind = JsonValue::Kind::False;
        break;
    case Token::Null:
        value.kind = JsonValue::Kind::Null;
        break;
    default:
        break;
    }
    return value;
}

} // namespace

std::optional<QByteArray> JsonValue::text() const
{
    switch (kind) {
    case Kind::String:
    case Kind::Number:
        return isTooLong ? std::nullopt : std::optional(bytes);
    case Kind::True:
        return "true";
    case Kind::False:
        return "false";
    default:
        return std::nullopt;
    }
}

void JsonPathSet::add(const JsonPath &path)
{
    size_t node = Root;
    for (const JsonPath::Step &step : path.steps()) {
        size_t next = m_nodes.size();
        if (const auto *name = std::get_if<QByteArray>(&step)) {
            next = m_nodes[node].names.try_emplace(name->toStdString(), next).first->second;
            m_longestName = std::max(m_longestName, name->size());
        } else {
            next = m_nodes[node].elements.try_emplace(std::get<qsizetype>(step), next).first->second;
        }
        if (next == m_nodes.size())
            m_nodes.emplace_back();
        node = next;
    }
    m_nodes[node].isWanted = true;
}

std::optional<size_t> JsonPathSet::named(size_t node, std::string_view name) const
{
    const auto found = m_nodes[node].names.find(name);
    return found != m_nodes[node].names.end() ? std::optional(found->second) : std::nullopt;
}

std::optional<size_t> JsonPathSet::element(size_t node, qsizetype number) const
{
    const auto found = m_nodes[node].elements.find(number);
    return found != m_nodes[node].elements.end() ? std::optional(found->second) : std::nullopt;
}

std::optional<JsonLookup> JsonLookup::read(QByteArrayView json, const JsonPathSet &paths)
{
    JsonReader reader(json);
    JsonLookup lookup(paths);
    return lookup.run(reader) ? std::optional(std::move(lookup)) : std::nullopt;
}

bool JsonLookup::run(JsonReader &reader)
{
    std::vector<Level> levels; // as many as the longest path has steps, at most
    reader.next();
    if (!take(reader, JsonPathSet::Root, 0, levels))
        return false;
    while (!levels.empty()) {
        const Token token = reader.next();
        if (token == Token::EndObject || token == Token::EndArray) {
            levels.pop_back();
            continue;
        }
        Level &level = levels.back();
        std::optional<size_t> node;
        if (level.isArray) {
            node = m_paths->element(level.node, level.next++);
        } else if (token == Token::Name) {
            if (const auto name = reader.hasEscapes() ? reader.textUpTo(m_paths->m_longestName) : std::nullopt)
                node = m_paths->named(level.node, { name->data(), size_t(name->size()) });
            else if (!reader.hasEscapes() && reader.raw().size() <= m_paths->m_longestName)
                node = m_paths->named(level.node, { reader.raw().data(), size_t(reader.raw().size()) });
            reader.next();
        }
        const quint64 inside = m_found[level.node].number;
        if (!(node ? take(reader, *node, inside, levels) : reader.skip()))
            return false;
    }
    return reader.next() == Token::End;
}

/// Notes the value that the reader is at, and goes inside if something in there is wanted. False on an error.
bool JsonLookup::take(JsonReader &reader, size_t node, quint64 inside, std::vector<Level> &levels)
{
    const JsonPathSet::Node &wanted = m_paths->m_nodes[node];
    Found &found = m_found[node];
    found.number = ++m_values;
    found.inside = inside;
    if (wanted.isWanted || node == JsonPathSet::Root)
        found.value = valueOf(reader);
    const Token token = reader.token();
    if ((token == Token::BeginObject && !wanted.names.empty()) ||
        (token == Token::BeginArray && !wanted.elements.empty())) {
        levels.push_back({ node, token == Token::BeginArray });
        return true;
    }
    return reader.skip();
}

JsonValue JsonLookup::value(const JsonPath &path) const
{
    size_t node = JsonPathSet::Root;
    for (const JsonPath::Step &step : path.steps()) {
        const auto *name = std::get_if<QByteArray>(&step);
        const auto next = name ? m_paths->named(node, { name->data(), size_t(name->size()) })
                               : m_paths->element(node, std::get<qsizetype>(step));
        if (!next || m_found[*next].number == 0 || m_found[*next].inside != m_found[node].number)
            return {};
        node = *next;
    }
    return m_found[node].value;
}

} // namespace hookbot
