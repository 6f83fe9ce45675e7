#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace hookbot {

/// A JSON value with everything inside it and the place of each part in the text: for files that an administrator
/// writes. For anything from the network, use JsonReader or JsonLookup, since a tree takes many times the memory of the
/// text. A plain value.
struct JsonTree
{
    struct Member;

    enum class Kind : quint8 { Object, Array, String, Number, True, False, Null };

    /// What is wrong with a text, and its offset in bytes.
    struct Fault
    {
        qsizetype offset = 0;
        QString what;
    };

    /// Parses a whole text. A name that an object has twice is an error, at the second.
    [[nodiscard]] static tl::expected<JsonTree, Fault> parse(QByteArrayView json);

    Kind kind = Kind::Null;
    qsizetype offset = 0; ///< of its first byte in the text
    QByteArray text;      ///< a string in UTF-8; a number as it was written
    std::vector<Member> members;
    std::vector<JsonTree> elements;

    [[nodiscard]] bool isBool() const { return kind == Kind::True || kind == Kind::False; }

    /// The value of the member of this name; null if not found.
    [[nodiscard]] const JsonTree *member(QByteArrayView name) const;
};

struct JsonTree::Member
{
    QByteArray name;
    qsizetype offset = 0; ///< of the name's first quote
    JsonTree value;
};

/// `line 3, column 7`, both counted from 1, a column being a character.
[[nodiscard]] QString lineAndColumn(QByteArrayView text, qsizetype offset);

} // namespace hookbot
