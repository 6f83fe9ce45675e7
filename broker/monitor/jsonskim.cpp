#include "broker/monitor/jsonskim.h"

#include "broker/json/jsonreader.h"
#include "broker/json/jsontext.h"

#include <algorithm>

namespace hookbot {

namespace {

constexpr size_t LongestName = 64;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The bytes of a string that an error has cut off, without half an escape at their end.
QByteArrayView withoutHalfEscape(QByteArrayView raw)
{
    const auto backslashes = std::find_if(raw.rbegin(), raw.rend(), [](char c) { return c != '\\'; }) - raw.rbegin();
    return raw.chopped(backslashes % 2);
}

} // namespace

/// One pass over the bytes. Objects and arrays that no path leads to are skipped.
class JsonSkim::Pass
{
public:
    Pass(QByteArrayView json, JsonSkim &skim) : m_json(json), m_skim(skim), m_reader(json) {}

    void run()
    {
        m_skim.m_isObject = m_reader.next() == JsonReader::Token::BeginObject;
        if (m_skim.m_isObject)
            readObject();
    }

private:
    using Token = JsonReader::Token;

    /// From its beginning to its end; recursion is as deep as the paths are long. False on an error.
    bool readObject()
    {
        const size_t outside = m_path.size();
        while (m_reader.next() == Token::Name) {
            const QByteArrayView name = m_reader.raw();
            if (outside > 0)
                m_path.append(1, '.');
            m_path.append(name.data(), std::min(size_t(name.size()), LongestName + 1)); // no path has a longer name
            if (!readMember(m_reader.end()))
                return false;
            m_path.resize(outside);
        }
        return m_reader.token() == Token::EndObject;
    }

    /// The value that begins behind @p colon.
    bool readMember(qsizetype colon)
    {
        switch (m_reader.next()) {
        case Token::BeginObject:
            return leadsOn() ? readObject() : m_reader.skip();
        case Token::BeginArray:
            return readArray();
        case Token::String:
            record({ {}, m_reader.raw(), true, false, {} });
            return true;
        case Token::Error:
            recordCut(colon);
            return false;
        default:
            if (m_reader.end() < m_json.size()) // or it may be cut off
                record({ {}, m_json.sliced(m_reader.offset(), m_reader.end() - m_reader.offset()), false, false, {} });
            return true;
        }
    }

    bool readArray()
    {
        qint64 elements = 0;
        for (; m_reader.next() != Token::EndArray; ++elements) {
            if (!m_reader.skip())
                return false;
        }
        record({ {}, {}, false, false, elements });
        return true;
    }

    /// What there is of a string that does not end, or not well.
    void recordCut(qsizetype colon)
    {
        const auto *const begin = std::find_if_not(m_json.begin() + colon, m_json.end(), isBlank);
        const qsizetype inside = begin - m_json.begin() + 1;
        if (begin != m_json.end() && *begin == '"' && m_reader.offset() >= inside)
            record({ {}, withoutHalfEscape(m_json.sliced(inside, m_reader.offset() - inside)), true, true, {} });
    }

    /// Whether a path leads into the object at m_path.
    [[nodiscard]] bool leadsOn() const
    {
        return std::ranges::any_of(m_skim.m_wanted, [this](std::string_view path) {
            return path.size() > m_path.size() && path.starts_with(m_path) && path[m_path.size()] == '.';
        });
    }

    /// Of members of one name, the first counts.
    void record(Found found)
    {
        const auto wanted = std::ranges::find(m_skim.m_wanted, std::string_view(m_path));
        if (wanted == m_skim.m_wanted.end() || m_skim.has(*wanted))
            return;
        found.path = *wanted;
        m_skim.m_found.push_back(found);
    }

    QByteArrayView m_json;
    JsonSkim &m_skim;
    JsonReader m_reader;
    std::string m_path;
};

JsonSkim::JsonSkim(QByteArrayView json, std::span<const std::string_view> wanted) : m_wanted(wanted)
{
    Pass(json, *this).run();
}

const JsonSkim::Found *JsonSkim::find(std::string_view path) const
{
    const auto found = std::ranges::find(m_found, path, &Found::path);
    return found == m_found.end() ? nullptr : &*found;
}

QByteArrayView JsonSkim::raw(std::string_view path) const
{
    const Found *found = find(path);
    return found ? found->value : QByteArrayView();
}

QString JsonSkim::text(std::string_view path, qsizetype longest) const
{
    const Found *found = find(path);
    if (!found || (!found->isString && found->value == "null"))
        return {};
    const QByteArray decoded = found->isString ? unescapedText(found->value) : found->value.toByteArray();
    const QByteArrayView beginning = QByteArrayView(decoded).first(std::min(decoded.size(), 6 * longest + 6));
    QString text = QString::fromUtf8(beginning).replace(u'\b', u' ').simplified();
    const bool isCut = found->isCut || beginning.size() < decoded.size() || text.size() > longest;
    if (!isCut)
        return text;
    text.truncate(longest - 1);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text + u'…';
}

std::optional<qint64> JsonSkim::elements(std::string_view path) const
{
    const Found *found = find(path);
    return found ? found->elements : std::nullopt;
}

} // namespace hookbot
