#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QList>
#include <QtCore/QString>

#include <vector>

namespace hookbot {

/// What a piece of a line is; a LinesView has a colour for each.
enum class TextStyle : quint8 { Plain, Key, String, Number, Literal, Mark, Faint, Added, Removed };

/// A line as it is shown: nothing in it that cannot be seen.
struct StyledLine
{
    struct Span
    {
        qsizetype begin = 0;
        qsizetype length = 0;
        TextStyle style = TextStyle::Plain;
    };

    QString text;
    QList<Span> spans; ///< in order; what none covers is plain

    void add(const QString &piece, TextStyle style);

    /// Bytes of strangers: made visible, a tab as spaces.
    void addBytes(QByteArrayView bytes, TextStyle style);
};

/// A body as lines. They are found in steps, so that the first can be shown at once and nothing waits for the last, and
/// each is written out only when somebody looks at it.
class BodyLines
{
public:
    BodyLines() = default;
    BodyLines(const BodyLines &) = delete;
    BodyLines &operator=(const BodyLines &) = delete;
    virtual ~BodyLines();

    /// Looks at the next piece of the body, a fraction of a megabyte: whether there is more.
    virtual bool advance() = 0;

    /// Of what has been looked at.
    [[nodiscard]] virtual qsizetype count() const = 0;

    [[nodiscard]] virtual StyledLine line(qsizetype index) const = 0;

    /// Whether lines below this one belong to it, and can be hidden.
    [[nodiscard]] virtual bool isFoldable(qsizetype index) const;

    /// The last line that belongs to it; itself, where that is not known (yet).
    [[nodiscard]] virtual qsizetype foldEnd(qsizetype index) const;

    /// The next line is the same one, cut because it is long.
    [[nodiscard]] virtual bool isContinued(qsizetype index) const;

    /// Why the body is not what it was taken for; then its lines say nothing.
    [[nodiscard]] virtual QString fault() const;
};

/// Lines that are pieces of the body, one after the other: of each it remembers where it begins.
class IndexedLines : public BodyLines
{
public:
    /// Bytes of a line that is cut.
    static constexpr qsizetype LongestLine = 240;

    explicit IndexedLines(const QByteArray &body);

    [[nodiscard]] qsizetype count() const override { return qsizetype(m_lines.size()); }
    [[nodiscard]] bool isFoldable(qsizetype index) const override;
    [[nodiscard]] qsizetype foldEnd(qsizetype index) const override;
    [[nodiscard]] bool isContinued(qsizetype index) const override;

protected:
    enum Flag : quint16 {
        Continues = 1, ///< the line before
        Opens = 2,     ///< what is below it, down to the next line of its depth, belongs to it
        InString = 4,
        InKey = 8,
        AsItIs = 16
    };

    static constexpr qsizetype StepBytes = 128LL * 1024;

    /// More would be a heavy index of a body that nobody reads to its end: the rest is shown as it is.
    static constexpr size_t MostLines = 4'000'000;

    void begin(qsizetype at, int depth, unsigned flags = 0);
    void setOpens(bool opens);
    [[nodiscard]] bool isFull() const { return m_lines.size() >= MostLines; }
    [[nodiscard]] bool has(qsizetype index, Flag flag) const;
    [[nodiscard]] int depth(qsizetype index) const { return m_lines[size_t(index)].depth; }
    [[nodiscard]] qsizetype lastBegin() const { return qsizetype(m_lines.back().begin); }
    [[nodiscard]] QByteArrayView bytes(qsizetype index) const;
    [[nodiscard]] QString indentation(qsizetype index) const;

    /// Cuts the rest of the body, up to @p end, into lines as it is.
    void cut(qsizetype end);

    QByteArray m_body;
    qsizetype m_at = 0; ///< looked at up to here

private:
    struct Line
    {
        quint32 begin;
        quint16 depth;
        quint16 flags;
    };

    std::vector<Line> m_lines;
};

/// A body as it came, by its line breaks; long lines are cut.
class TextLines final : public IndexedLines
{
public:
    using IndexedLines::IndexedLines;

    bool advance() override;
    [[nodiscard]] StyledLine line(qsizetype index) const override;
};

/// A body as its bytes, sixteen a line.
class HexLines final : public BodyLines
{
public:
    explicit HexLines(const QByteArray &body);

    bool advance() override { return false; }
    [[nodiscard]] qsizetype count() const override;
    [[nodiscard]] StyledLine line(qsizetype index) const override;

private:
    QByteArray m_body;
};

/// Lines that somebody has made.
class ReadyLines final : public BodyLines
{
public:
    explicit ReadyLines(QList<StyledLine> lines);

    bool advance() override { return false; }
    [[nodiscard]] qsizetype count() const override { return m_lines.size(); }
    [[nodiscard]] StyledLine line(qsizetype index) const override { return m_lines[index]; }

private:
    QList<StyledLine> m_lines;
};

} // namespace hookbot
