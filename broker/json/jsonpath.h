#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <tl/expected.hpp>
#include <variant>
#include <vector>

namespace hookbot {

/// The place of a value in JSON: names joined by dots, and `[n]` for the elements of arrays, from `[0]`, for example
/// `commits[0].author.name`. A backslash makes the next character part of a name. A plain value.
class JsonPath
{
public:
    using Step = std::variant<QByteArray, qsizetype>; ///< a member's name, or an element's number

    /// The error describes what is wrong.
    [[nodiscard]] static tl::expected<JsonPath, QString> parse(QByteArrayView text);

    /// From the outermost value inwards; never empty.
    [[nodiscard]] const std::vector<Step> &steps() const { return m_steps; }

private:
    std::vector<Step> m_steps;
};

} // namespace hookbot
