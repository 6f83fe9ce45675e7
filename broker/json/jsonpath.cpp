#include "broker/json/jsonpath.h"

#include <QtCore/QCoreApplication>

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
            path.m_steps.emplace_back(name);
        }
        if (i < text.size() && text[i] == '.' && ++i == text.size())
            return wrong("has an empty name");
    }
    if (path.m_steps.empty())
        return wrong("names nothing");
    return path;
}

} // namespace hookbot
