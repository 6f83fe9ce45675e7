#include "ui/detail/bodylines.h"

#include "ui/text/format.h"

#include <algorithm>

namespace hookbot {

namespace {

constexpr qsizetype HexBytes = 16;
constexpr int IndentWidth = 2;
constexpr int DeepestIndent = 60;

bool isInsideCharacter(char byte)
{
    return (uchar(byte) & 0xC0U) == 0x80;
}

} // namespace

void StyledLine::add(const QString &piece, TextStyle style)
{
    if (piece.isEmpty())
        return;
    if (style != TextStyle::Plain)
        spans.append({ text.size(), piece.size(), style });
    text += piece;
}

void StyledLine::addBytes(QByteArrayView bytes, TextStyle style)
{
    const bool isSimple = std::ranges::all_of(bytes, [](char c) { return c >= 0x20 && c < 0x7F; });
    if (isSimple) {
        add(QString::fromLatin1(bytes), style);
        return;
    }
    QString piece;
    for (qsizetype begin = 0; begin <= bytes.size();) {
        const qsizetype found = bytes.indexOf('\t', begin);
        const qsizetype end = found < 0 ? bytes.size() : found;
        piece += visible(bytes.sliced(begin, end - begin), bytes.size());
        if (found >= 0)
            piece += QStringLiteral("    ");
        begin = end + 1;
    }
    add(piece, style);
}

BodyLines::~BodyLines() = default;

bool BodyLines::isFoldable(qsizetype) const
{
    return false;
}

qsizetype BodyLines::foldEnd(qsizetype index) const
{
    return index;
}

bool BodyLines::isContinued(qsizetype) const
{
    return false;
}

QString BodyLines::fault() const
{
    return {};
}

IndexedLines::IndexedLines(const QByteArray &body) : m_body(body) {}

void IndexedLines::begin(qsizetype at, int depth, unsigned flags)
{
    m_lines.push_back({ quint32(at), quint16(std::min(depth, 0xFFFF)), quint16(flags) });
}

void IndexedLines::setOpens(bool opens)
{
    quint16 &flags = m_lines.back().flags;
    flags = quint16(opens ? flags | Opens : flags & ~unsigned(Opens));
}

bool IndexedLines::has(qsizetype index, Flag flag) const
{
    return (m_lines[size_t(index)].flags & flag) != 0;
}

bool IndexedLines::isFoldable(qsizetype index) const
{
    return has(index, Opens);
}

qsizetype IndexedLines::foldEnd(qsizetype index) const
{
    if (!isFoldable(index))
        return index;
    const int own = depth(index);
    for (qsizetype next = index + 1; next < count(); ++next) {
        if (depth(next) <= own && !has(next, Continues))
            return next;
    }
    return index;
}

bool IndexedLines::isContinued(qsizetype index) const
{
    return index + 1 < count() && has(index + 1, Continues);
}

QByteArrayView IndexedLines::bytes(qsizetype index) const
{
    const auto begin = qsizetype(m_lines[size_t(index)].begin);
    const qsizetype end = index + 1 < count() ? qsizetype(m_lines[size_t(index) + 1].begin) : m_at;
    return QByteArrayView(m_body).sliced(begin, std::max(begin, end) - begin);
}

QString IndexedLines::indentation(qsizetype index) const
{
    return { qsizetype(std::min(depth(index), DeepestIndent)) * IndentWidth, u' ' };
}

void IndexedLines::cut(qsizetype end)
{
    while (m_at < end) {
        const bool isNew = count() == 0 || m_body[m_at - 1] == '\n' || !has(count() - 1, AsItIs);
        begin(m_at, 0, isNew ? AsItIs : AsItIs | Continues);
        qsizetype stop = std::min(m_at + LongestLine, m_body.size());
        const qsizetype lineBreak = QByteArrayView(m_body).sliced(m_at, stop - m_at).indexOf('\n');
        if (lineBreak >= 0) {
            stop = m_at + lineBreak + 1;
        } else {
            while (stop < m_body.size() && stop > m_at + LongestLine - 4 && isInsideCharacter(m_body[stop]))
                --stop;
        }
        m_at = stop;
    }
}

bool TextLines::advance()
{
    cut(std::min(m_at + StepBytes, m_body.size()));
    return m_at < m_body.size();
}

StyledLine TextLines::line(qsizetype index) const
{
    QByteArrayView all = bytes(index);
    if (all.endsWith('\n'))
        all.chop(1);
    if (all.endsWith('\r'))
        all.chop(1);
    StyledLine line;
    line.addBytes(all, TextStyle::Plain);
    return line;
}

HexLines::HexLines(const QByteArray &body) : m_body(body) {}

qsizetype HexLines::count() const
{
    return (m_body.size() + HexBytes - 1) / HexBytes;
}

StyledLine HexLines::line(qsizetype index) const
{
    const QByteArrayView row =
        QByteArrayView(m_body).sliced(index * HexBytes).first(std::min(HexBytes, m_body.size() - index * HexBytes));
    QString hex;
    QString text;
    for (qsizetype i = 0; i < HexBytes; ++i) {
        if (i == HexBytes / 2)
            hex += u' ';
        if (i >= row.size()) {
            hex += QStringLiteral("   ");
            continue;
        }
        const auto byte = uchar(row[i]);
        hex += QStringLiteral("%1 ").arg(uint(byte), 2, 16, QLatin1Char('0'));
        text += byte >= 0x20 && byte < 0x7F ? QChar(char16_t(byte)) : QChar(u'\u00b7');
    }
    StyledLine line;
    line.add(QStringLiteral("%1  ").arg(index * HexBytes, 8, 16, QLatin1Char('0')), TextStyle::Faint);
    line.add(hex, TextStyle::Plain);
    line.add(u' ' + text, TextStyle::String);
    return line;
}

ReadyLines::ReadyLines(QList<StyledLine> lines) : m_lines(std::move(lines)) {}

} // namespace hookbot
