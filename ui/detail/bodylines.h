#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QList>
#include <QtCore/QString>

#include <vector>

namespace hookbot {

/// The role of a piece of a line; LinesView has a colour for each.
enum class TextStyle : quint8 { Plain, Key, String, Number, Literal, Mark, Faint, Added, Removed };

/// A line as it is shown: all its characters are visible.
struct StyledLine
{
    struct Span
    {
        qsizetype begin = 0;
        qsizetype length = 0;
        TextStyle style = TextStyle::Plain;
    };

    QString text;
    QList<Span> spans; ///< in order; text outside of them is Plain

    void add(const QString &piece, TextStyle style);

    /// Adds untrusted bytes: escaped by visible(), tabs as spaces.
    void addBytes(QByteArrayView bytes, TextStyle style);
};

/// A body as lines. They are found in steps, so that the first ones are shown at once and nothing waits for the last. A
/// line is formatted only when it is shown.
class BodyLines
{
public:
    BodyLines() = default;
    BodyLines(const BodyLines &) = delete;
    BodyLines &operator=(const BodyLines &) = delete;
    virtual ~BodyLines();

    /// Reads the next piece of the body, a fraction of a megabyte. Returns whether there is more.
    virtual bool advance() = 0;

    /// The number of lines found so far.
    [[nodiscard]] virtual qsizetype count() const = 0;

    [[nodiscard]] virtual StyledLine line(qsizetype index) const = 0;

    /// Whether the line has lines inside it, which can be hidden.
    [[nodiscard]] virtual bool isFoldable(qsizetype index) const;

    /// The last line inside @p index; @p index itself if that is not known (yet).
    [[nodiscard]] virtual qsizetype foldEnd(qsizetype index) const;

    /// The next line continues this one, which was too long.
    [[nodiscard]] virtual bool isContinued(qsizetype index) const;

    /// Why the body is not of the expected type; its lines are then meaningless. Empty if it is.
    [[nodiscard]] virtual QString fault() const;
};

/// Lines that are consecutive pieces of the body. Stores where each begins.
class IndexedLines : public BodyLines
{
public:
    /// The longest line in bytes; longer ones are cut.
    static constexpr qsizetype LongestLine = 240;

    explicit IndexedLines(const QByteArray &body);

    [[nodiscard]] qsizetype count() const override { return qsizetype(m_lines.size()); }
    [[nodiscard]] bool isFoldable(qsizetype index) const override;
    [[nodiscard]] qsizetype foldEnd(qsizetype index) const override;
    [[nodiscard]] bool isContinued(qsizetype index) const override;

protected:
    enum Flag : quint16 {
        Continues = 1, ///< the line before
        Opens = 2,     ///< the lines below, up to the next line of its depth, are inside it
        InString = 4,
        InKey = 8,
        AsItIs = 16
    };

    static constexpr qsizetype StepBytes = 128LL * 1024;

    /// Beyond this number the index would be large and never read to its end: the rest of the body is shown raw.
    static constexpr size_t MostLines = 4'000'000;

    void begin(qsizetype at, int depth, unsigned flags = 0);
    void setOpens(bool opens);
    [[nodiscard]] bool isFull() const { return m_lines.size() >= MostLines; }
    [[nodiscard]] bool has(qsizetype index, Flag flag) const;
    [[nodiscard]] int depth(qsizetype index) const { return m_lines[size_t(index)].depth; }
    [[nodiscard]] qsizetype lastBegin() const { return qsizetype(m_lines.back().begin); }
    [[nodiscard]] QByteArrayView bytes(qsizetype index) const;
    [[nodiscard]] QString indentation(qsizetype index) const;

    /// Cuts the rest of the body, up to @p end, into raw lines.
    void cut(qsizetype end);

    QByteArray m_body;
    qsizetype m_at = 0; ///< read up to here

private:
    struct Line
    {
        quint32 begin;
        quint16 depth;
        quint16 flags;
    };

    std::vector<Line> m_lines;
};

/// A raw body, split at its line breaks; long lines are cut.
class TextLines final : public IndexedLines
{
public:
    using IndexedLines::IndexedLines;

    bool advance() override;
    [[nodiscard]] StyledLine line(qsizetype index) const override;
};

/// The bytes of a body, sixteen a line.
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

/// Lines that were made elsewhere.
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
