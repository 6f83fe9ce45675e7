#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookbot {

/// A few members of a JSON object, read in one pass over bytes that may be cut off anywhere, or be no JSON at all: then
/// it finds what it can. Nothing is copied, however deep the bytes nest; they have to outlive it. Pure.
class JsonSkim
{
public:
    /// @p wanted are paths of members of objects, as in `sender.login`; of no more than three names. They have to
    /// outlive it, too.
    JsonSkim(QByteArrayView json, std::span<const std::string_view> wanted);

    /// It begins like an object.
    [[nodiscard]] bool isObject() const { return m_isObject; }

    [[nodiscard]] bool has(std::string_view path) const { return find(path) != nullptr; }

    /// A string, decoded, or the letters of a number or a word, in one line of at most @p longest characters; empty
    /// where there is none, or where it is null. What is cut ends in an ellipsis.
    [[nodiscard]] QString text(std::string_view path, qsizetype longest = 120) const;

    /// A string's bytes between its quotes, as they stand.
    [[nodiscard]] QByteArrayView raw(std::string_view path) const;

    /// A member that is `true`.
    [[nodiscard]] bool isTrue(std::string_view path) const { return raw(path) == "true"; }

    /// How many elements an array has; nothing where its end is not there.
    [[nodiscard]] std::optional<qint64> elements(std::string_view path) const;

private:
    static constexpr size_t Deepest = 3;

    struct Found
    {
        std::string_view path;
        QByteArrayView value;
        bool isString = false;
        bool isCut = false;
        std::optional<qint64> elements;
    };

    /// An object or array around the present place.
    struct Level
    {
        bool isArray = false;
        size_t pathSize = 0; ///< of the path to it
        qint64 elements = 0;
        bool isOnPath = false; ///< there is a path to it: no array is on the way
    };

    class Pass;

    [[nodiscard]] const Found *find(std::string_view path) const;

    std::span<const std::string_view> m_wanted;
    std::vector<Found> m_found;
    bool m_isObject = false;
};

} // namespace hookbot
