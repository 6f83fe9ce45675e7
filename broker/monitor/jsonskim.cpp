#include "broker/monitor/jsonskim.h"

#include <algorithm>

namespace hookbot {

namespace {

constexpr qsizetype LongestName = 64;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool endsWord(char c)
{
    return isBlank(c) || c == ',' || c == ':' || c == '"' || c == '{' || c == '}' || c == '[' || c == ']';
}

/// The four hexadecimal digits that begin @p text; nothing where there are others.
std::optional<char16_t> codeUnit(QByteArrayView text)
{
    uint unit = 0;
    if (text.size() < 4)
        return std::nullopt;
    for (const char c : text.first(4)) {
        const char lower = char(c | 0x20);
        if (c >= '0' && c <= '9')
            unit = unit * 16 + uint(c - '0');
        else if (lower >= 'a' && lower <= 'f')
            unit = unit * 16 + uint(lower - 'a' + 10);
        else
            return std::nullopt;
    }
    return char16_t(unit);
}

/// What a JSON string says; escapes that are none stand for themselves.
QString decoded(QByteArrayView raw)
{
    QString text;
    for (qsizetype i = 0; i < raw.size();) {
        const qsizetype escape = raw.indexOf('\\', i);
        const qsizetype end = escape < 0 ? raw.size() : escape;
        text += QString::fromUtf8(raw.sliced(i, end - i));
        if (escape < 0 || escape + 1 >= raw.size())
            break;
        i = escape + 2;
        switch (const char c = raw[escape + 1]) {
        case 'n':
        case 'r':
        case 't':
        case 'b':
        case 'f':
            text += u' ';
            break;
        case 'u':
            if (const auto unit = codeUnit(raw.sliced(i))) {
                text += QChar(*unit);
                i += 4;
            }
            break;
        default:
            text += QLatin1Char(c);
            break;
        }
    }
    return text;
}

} // namespace

/// One way through the bytes. What is nested deeper than any path is counted, not remembered.
class JsonSkim::Pass
{
public:
    Pass(QByteArrayView json, JsonSkim &skim) : m_json(json), m_skim(skim) {}

    void run()
    {
        skipBlanks();
        m_skim.m_isObject = m_at < m_json.size() && m_json[m_at] == '{';
        if (!m_skim.m_isObject)
            return;
        while (m_at < m_json.size() && step()) {
        }
    }

private:
    void skipBlanks()
    {
        while (m_at < m_json.size() && isBlank(m_json[m_at]))
            ++m_at;
    }

    /// False: the outermost object has ended.
    bool step()
    {
        switch (m_json[m_at]) {
        case '{':
        case '[':
            open(m_json[m_at++] == '[');
            return true;
        case '}':
        case ']':
            ++m_at;
            return close();
        case '"':
            readString();
            return true;
        case ',':
            m_hasName = false;
            ++m_at;
            return true;
        default:
            if (isBlank(m_json[m_at]) || m_json[m_at] == ':')
                ++m_at;
            else
                readWord();
            return true;
        }
    }

    [[nodiscard]] bool isInArray() const { return !m_levels.empty() && m_levels.back().isArray; }

    /// A value begins here: the path to it is m_path, where it has one.
    bool beginValue()
    {
        if (m_deeper > 0 || m_levels.empty())
            return false;
        ++m_levels.back().elements;
        return m_hasName && !m_levels.back().isArray && m_levels.back().isOnPath;
    }

    void open(bool isArray)
    {
        if (m_deeper > 0 || m_levels.size() > Deepest) {
            ++m_deeper;
            return;
        }
        const bool isOnPath = m_levels.empty() || beginValue();
        m_levels.push_back({ isArray, m_path.size(), 0, isOnPath });
        m_hasName = false;
    }

    bool close()
    {
        if (m_deeper > 0) {
            --m_deeper;
            return true;
        }
        if (m_levels.empty())
            return false;
        const Level level = m_levels.back();
        m_levels.pop_back();
        m_path.resize(level.pathSize);
        if (level.isArray && level.isOnPath)
            record({}, false, false, level.elements);
        m_path.resize(m_levels.empty() ? 0 : m_levels.back().pathSize);
        m_hasName = false;
        return !m_levels.empty();
    }

    void readString()
    {
        const qsizetype begin = ++m_at;
        while (m_at < m_json.size() && m_json[m_at] != '"')
            m_at += m_json[m_at] == '\\' ? 2 : 1;
        m_at = std::min(m_at, m_json.size());
        const bool isCut = m_at == m_json.size();
        const QByteArrayView value = m_json.sliced(begin, m_at - begin);
        m_at += isCut ? 0 : 1;
        if (m_deeper > 0)
            return;
        if (!isInArray() && !m_hasName && !isCut) {
            beginMember(value);
            return;
        }
        if (beginValue())
            record(value, true, isCut, {});
    }

    /// The name of a member of the object that we are in.
    void beginMember(QByteArrayView name)
    {
        skipBlanks();
        if (m_levels.empty() || m_at >= m_json.size() || m_json[m_at] != ':')
            return;
        m_hasName = true;
        m_path.resize(m_levels.back().pathSize);
        if (name.size() > LongestName || !m_levels.back().isOnPath) {
            m_path.append(1, '\0'); // no path has it
            return;
        }
        if (!m_path.empty())
            m_path.append(1, '.');
        m_path.append(name.data(), size_t(name.size()));
    }

    void readWord()
    {
        const qsizetype begin = m_at;
        while (m_at < m_json.size() && !endsWord(m_json[m_at]))
            ++m_at;
        const bool isCut = m_at == m_json.size();
        if (beginValue() && !isCut)
            record(m_json.sliced(begin, m_at - begin), false, false, {});
    }

    /// The first of a name counts.
    void record(QByteArrayView value, bool isString, bool isCut, std::optional<qint64> elements)
    {
        const auto wanted = std::ranges::find(m_skim.m_wanted, std::string_view(m_path));
        if (wanted != m_skim.m_wanted.end() && !m_skim.has(*wanted))
            m_skim.m_found.push_back({ *wanted, value, isString, isCut, elements });
    }

    QByteArrayView m_json;
    JsonSkim &m_skim;
    qsizetype m_at = 0;
    std::vector<Level> m_levels;
    std::string m_path;
    qint64 m_deeper = 0; ///< levels inside the last that is remembered
    bool m_hasName = false;
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
    // Six bytes are the longest way to write a character.
    const QByteArrayView beginning = found->value.first(std::min(found->value.size(), 6 * longest + 6));
    QString text = decoded(beginning).simplified();
    const bool isCut = found->isCut || beginning.size() < found->value.size() || text.size() > longest;
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
