#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookbot {

/// A few members of a JSON object, found in one pass over bytes that may be cut off anywhere or be something other than
/// JSON: it finds what comes before the first error (JsonReader), including the beginning of a string that contains it.
/// Copies nothing; the bytes must outlive it. Pure.
class JsonSkim
{
public:
    /// @p wanted are paths of members of objects, such as `sender.login`. They must outlive it, too.
    JsonSkim(QByteArrayView json, std::span<const std::string_view> wanted);

    /// Whether the bytes begin like an object.
    [[nodiscard]] bool isObject() const { return m_isObject; }

    [[nodiscard]] bool has(std::string_view path) const { return find(path) != nullptr; }

    /// A string, decoded, or the characters of a number or boolean, in one line of at most @p longest characters. Empty
    /// if absent or null. A text that was cut ends in an ellipsis.
    [[nodiscard]] QString text(std::string_view path, qsizetype longest = 120) const;

    /// A string's bytes between its quotes, with their escapes.
    [[nodiscard]] QByteArrayView raw(std::string_view path) const;

    /// Whether the member is `true`.
    [[nodiscard]] bool isTrue(std::string_view path) const { return raw(path) == "true"; }

    /// The number of elements of an array; nullopt if it is absent or its end is.
    [[nodiscard]] std::optional<qint64> elements(std::string_view path) const;

private:
    struct Found
    {
        std::string_view path;
        QByteArrayView value;
        bool isString = false;
        bool isCut = false;
        std::optional<qint64> elements;
    };

    class Pass;

    [[nodiscard]] const Found *find(std::string_view path) const;

    std::span<const std::string_view> m_wanted;
    std::vector<Found> m_found;
    bool m_isObject = false;
};

} // namespace hookbot
