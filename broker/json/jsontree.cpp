#include "broker/json/jsontree.h"

#include "broker/json/jsonreader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <algorithm>

namespace hookbot {

namespace {

using Token = JsonReader::Token;

struct JsonTreeText
{
    Q_DECLARE_TR_FUNCTIONS(JsonTree)
};

/// A value that is not whole yet.
struct Open
{
    JsonTree value;
    QSet<QByteArray> names;
};

JsonTree begun(const JsonReader &reader)
{
    JsonTree value;
    value.offset = reader.offset();
    switch (reader.token()) {
    case Token::BeginObject:
        value.kind = JsonTree::Kind::Object;
        break;
    case Token::BeginArray:
        value.kind = JsonTree::Kind::Array;
        break;
    case Token::String:
        value.kind = JsonTree::Kind::String;
        value.text = reader.text();
        break;
    case Token::Number:
        value.kind = JsonTree::Kind::Number;
        value.text = reader.raw().toByteArray();
        break;
    case Token::True:
        value.kind = JsonTree::Kind::True;
        break;
    case Token::False:
        value.kind = JsonTree::Kind::False;
        break;
    default:
        break;
    }
    return value;
}

} // namespace

tl::expected<JsonTree, JsonTree::Fault> JsonTree::parse(QByteArrayView json)
{
    JsonReader reader(json);
    std::vector<Open> open;
    JsonTree whole;
    const auto add = [&](JsonTree value) {
        if (open.empty())
            whole = std::move(value);
        else if (JsonTree &outer = open.back().value; outer.kind == Kind::Object)
            outer.members.back().value = std::move(value);
        else
            outer.elements.push_back(std::move(value));
    };
    for (;;) {
        switch (reader.next()) {
        case Token::End:
            return whole;
        case Token::Error:
            return tl::unexpected(
                Fault{ reader.offset(), JsonTreeText::tr("this is not JSON: %1").arg(faultText(reader.fault())) });
        case Token::BeginObject:
        case Token::BeginArray:
            open.push_back({ begun(reader), {} });
            break;
        case Token::EndObject:
        case Token::EndArray: {
            JsonTree value = std::move(open.back().value);
            open.pop_back();
            add(std::move(value));
            break;
        }
        case Token::Name: {
            QByteArray name = reader.text();
            if (open.back().names.contains(name))
                return tl::unexpected(Fault{ reader.offset(), JsonTreeText::tr("this key was there before") });
            open.back().names.insert(name);
            open.back().value.members.push_back({ std::move(name), reader.offset(), {} });
            break;
        }
        default:
            add(begun(reader));
        }
    }
}

const JsonTree *JsonTree::member(QByteArrayView name) const
{
    const auto found = std::ranges::find(members, name, [](const Member &each) { return QByteArrayView(each.name); });
    return found != members.end() ? &found->value : nullptr;
}

QString lineAndColumn(QByteArrayView text, qsizetype offset)
{
    const QByteArrayView before = text.first(qBound<qsizetype>(0, offset, text.size()));
    const qsizetype line = before.count('\n') + 1;
    const QByteArrayView ofLine = before.sliced(before.lastIndexOf('\n') + 1);
    return QCoreApplication::translate("JsonTree", "line %1, column %2")
        .arg(line)
        .arg(QString::fromUtf8(ofLine).toUcs4().size() + 1);
}

} // namespace hookbot
