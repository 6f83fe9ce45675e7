#include "jsonlocations.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QList>

namespace hookbot {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// What a key in its quotes says.
QByteArray unquoted(QByteArrayView key)
{
    return QJsonDocument::fromJson('[' + key.toByteArray() + ']').array().at(0).toString().toUtf8();
}

} // namespace

JsonLocations::JsonLocations(QByteArrayView json) : m_json(json)
{
    walk({});
}

void JsonLocations::skipBlanks()
{
    while (m_at < m_json.size() && isBlank(m_json[m_at]))
        ++m_at;
}

/// Of a text that is valid: ends behind the quote.
void JsonLocations::skipString()
{
    for (++m_at; m_at < m_json.size() && m_json[m_at] != '"'; ++m_at)
        m_at += m_json[m_at] == '\\' ? 1 : 0;
    ++m_at;
}

/// Goes over one value. QJsonDocument has refused what is nested too deeply.
void JsonLocations::walk(const QByteArray &part)
{
    skipBlanks();
    if (m_at >= m_json.size())
        return;
    m_values.insert(part, m_at);
    const char first = m_json[m_at];
    if (first == '"') {
        skipString();
    } else if (first == '{' || first == '[') {
        const char last = first == '{' ? '}' : ']';
        ++m_at;
        skipBlanks();
        for (qsizetype number = 0; m_at < m_json.size() && m_json[m_at] != last; ++number) {
            QByteArray member = part + '/' + QByteArray::number(number);
            if (first == '{') {
                const qsizetype begin = m_at;
                skipString();
                member = part + '/' + unquoted(m_json.sliced(begin, m_at - begin));
                if (m_keys.contains(member) && !m_repeated)
                    m_repeated = begin;
                m_keys.insert(member, begin);
                skipBlanks();
                ++m_at; // the colon
            }
            walk(member);
            skipBlanks();
            if (m_at < m_json.size() && m_json[m_at] == ',') {
                ++m_at;
                skipBlanks();
            }
        }
        ++m_at;
    } else {
        while (m_at < m_json.size() && !isBlank(m_json[m_at]) && m_json[m_at] != ',' && m_json[m_at] != '}' &&
               m_json[m_at] != ']')
            ++m_at;
    }
}

QString lineAndColumn(QByteArrayView text, qsizetype offset)
{
    const QByteArrayView before = text.first(qBound<qsizetype>(0, offset, text.size()));
    const qsizetype line = before.count('\n') + 1;
    const QByteArrayView ofLine = before.sliced(before.lastIndexOf('\n') + 1);
    return QCoreApplication::translate("JsonLocations", "line %1, column %2")
        .arg(line)
        .arg(QString::fromUtf8(ofLine).toUcs4().size() + 1);
}

} // namespace hookbot
