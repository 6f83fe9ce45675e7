#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QHash>
#include <QtCore/QString>

#include <optional>

namespace hookbot {

/// Where in the text of a JSON document its parts stand, which QJsonDocument does not tell: a part is named by the keys
/// and the numbers that lead to it, each behind a slash, as `/routes/0/from`. A plain value.
class JsonLocations
{
public:
    /// @p json is valid, by the judgement of QJsonDocument.
    explicit JsonLocations(QByteArrayView json);

    /// The offset of a value; 0 where there is no such part.
    [[nodiscard]] qsizetype ofValue(const QByteArray &part) const { return m_values.value(part); }

    /// The offset of a member's key.
    [[nodiscard]] qsizetype ofKey(const QByteArray &part) const { return m_keys.value(part); }

    /// The offset of a key that its object had before.
    [[nodiscard]] std::optional<qsizetype> repeatedKey() const { return m_repeated; }

private:
    void walk(const QByteArray &part);
    void skipBlanks();
    void skipString();

    QByteArrayView m_json;
    qsizetype m_at = 0;
    QHash<QByteArray, qsizetype> m_values;
    QHash<QByteArray, qsizetype> m_keys;
    std::optional<qsizetype> m_repeated;
};

/// `line 3, column 7`, both counted from 1, a column being a character.
[[nodiscard]] QString lineAndColumn(QByteArrayView text, qsizetype offset);

} // namespace hookbot
