#pragma once

#include "broker/json/jsonpath.h"
#include "broker/json/jsonreader.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookbot {

/// The value at a path of a JSON text. A plain value.
struct JsonValue
{
    enum class Kind : quint8 { Absent, Object, Array, String, Number, True, False, Null };

    Kind kind = Kind::Absent;
    bool isTooLong = false; ///< a string or a number of more than JsonLookup::LongestText bytes, which is not stored
    QByteArray bytes;       ///< a string in UTF-8; a number, as digits if it is an integer

    /// The text of a string, a number or a boolean; null for other kinds and for values that are too long.
    [[nodiscard]] std::optional<QByteArray> text() const;
};

/// The paths to look up, merged so that one pass finds them all. A plain value.
class JsonPathSet
{
public:
    void add(const JsonPath &path);

    [[nodiscard]] bool isEmpty() const { return m_nodes.size() == 1; }

private:
    friend class JsonLookup;

    static constexpr size_t Root = 0;

    /// A place that a path passes through, and the places inside it.
    struct Node
    {
        std::map<std::string, size_t, std::less<>> names;
        std::map<qsizetype, size_t> elements;
        bool isWanted = false; ///< a path ends here
    };

    /// The node inside this one, if there is one.
    [[nodiscard]] std::optional<size_t> named(size_t node, std::string_view name) const;
    [[nodiscard]] std::optional<size_t> element(size_t node, qsizetype number) const;

    std::vector<Node> m_nodes{ 1 };
    qsizetype m_longestName = 0;
};

/// The values at some paths of one JSON text, found in one pass. Skips everything that no path leads to, so it needs
/// memory only for the values found. If an object has several members of one name, the last counts. A plain value.
class JsonLookup
{
public:
    static constexpr qsizetype LongestText = 64LL * 1024;

    /// Null if the text is not valid JSON. The set must outlive the result; the text need not.
    [[nodiscard]] static std::optional<JsonLookup> read(QByteArrayView json, const JsonPathSet &paths);

    /// Of the whole text.
    [[nodiscard]] JsonValue::Kind kind() const { return m_found[JsonPathSet::Root].value.kind; }

    /// The value there; absent also if the path is not one of the set.
    [[nodiscard]] JsonValue value(const JsonPath &path) const;

private:
    /// What was found at a node. A member replaces everything that an earlier member of its name contained: a value
    /// found inside another is valid only while `inside` is that value's number.
    struct Found
    {
        JsonValue value;
        quint64 number = 0; ///< of the value, counted in the order of the text; zero if none
        quint64 inside = 0; ///< the number of the enclosing value
    };

    /// An open object or array that contains wanted values.
    struct Level
    {
        size_t node;
        bool isArray;
        qsizetype next = 0; ///< the number of the next element
    };

    explicit JsonLookup(const JsonPathSet &paths) : m_paths(&paths), m_found(paths.m_nodes.size()) {}

    bool run(JsonReader &reader);
    bool take(JsonReader &reader, size_t node, quint64 inside, std::vector<Level> &levels);

    const JsonPathSet *m_paths;
    std::vector<Found> m_found; ///< by node
    quint64 m_values = 0;
};

} // namespace hookbot
