#include "jsonpath.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QLocale>

namespace hookbot {

namespace {

struct JsonPathText
{
    Q_DECLARE_TR_FUNCTIONS(JsonPath)
};

} // namespace

tl::expected<JsonPath, QString> JsonPath::parse(QByteArrayView text)
{
    JsonPath path;
    const auto wrong = [text](const char *what) {
        return tl::unexpected(
            JsonPathText::tr("the JSON path \"%1\" %2").arg(QString::fromUtf8(text), JsonPathText::tr(what)));
    };
    for (qsizetype i = 0; i < text.size();) {
        if (text[i] == '[') {
            const qsizetype end = text.indexOf(']', i);
            bool isNumber = false;
            const QByteArrayView digits = end < 0 ? QByteArrayView() : text.sliced(i + 1, end - i - 1);
            const uint place = digits.toByteArray().toUInt(&isNumber);
            if (!isNumber || digits.front() == '+')
                return wrong("has a [ that is not followed by a number and ]");
            path.m_steps.emplace_back(qsizetype(place));
            i = end + 1;
            if (i < text.size() && text[i] != '.' && text[i] != '[')
                return wrong("has something behind a ] that is neither . nor [");
        } else {
            QByteArray name;
            for (; i < text.size() && text[i] != '.' && text[i] != '['; ++i) {
                if (text[i] == '\\' && i + 1 < text.size())
                    ++i;
                name += text[i];
            }
            if (name.isEmpty())
                return wrong("has an empty name");
            path.m_steps.emplace_back(QString::fromUtf8(name));
        }
        if (i < text.size() && text[i] == '.' && ++i == text.size())
            return wrong("has an empty name");
    }
    if (path.m_steps.empty())
        return wrong("names nothing");
    return path;
}

QJsonValue JsonPath::valueIn(const QJsonValue &whole) const
{
    QJsonValue value = whole;
    for (const auto &step : m_steps) {
        if (const auto *name = std::get_if<QString>(&step))
            value = value.isObject() ? value.toObject().value(*name) : QJsonValue(QJsonValue::Undefined);
        else
            value = value.isArray() ? value.toArray().at(std::get<qsizetype>(step)) // undefined beyond its end
                                    : QJsonValue(QJsonValue::Undefined);
    }
    return value;
}

std::optional<QByteArray> JsonPath::textIn(const QJsonValue &whole) const
{
    const QJsonValue value = valueIn(whole);
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString().toUtf8();
    case QJsonValue::Bool:
        return value.toBool() ? "true" : "false";
    case QJsonValue::Double: {
        const bool isInteger = value.toInteger(0) == value.toInteger(1); // gives back what it is given where it is none
        return isInteger ? QByteArray::number(value.toInteger())
                         : QByteArray::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    }
    default:
        return std::nullopt;
    }
}

} // namespace hookbot
