#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QJsonValue>
#include <QtCore/QString>

#include <optional>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

namespace hookbot {

/// Where a value stands in JSON: names joined by dots, `[n]` for the elements of arrays, the first being `[0]`, as in
/// `commits[0].author.name`. A backslash makes part of a name of what follows it. A plain value.
class JsonPath
{
public:
    /// The error says what is wrong.
    [[nodiscard]] static tl::expected<JsonPath, QString> parse(QByteArrayView text);

    /// What stands there; undefined where nothing does.
    [[nodiscard]] QJsonValue valueIn(const QJsonValue &whole) const;

    /// The text of a string, a number or a boolean that stands there; nothing for anything else.
    [[nodiscard]] std::optional<QByteArray> textIn(const QJsonValue &whole) const;

private:
    std::vector<std::variant<QString, qsizetype>> m_steps; ///< names and places in arrays
};

} // namespace hookbot
