#pragma once

#include <QtCore/QtGlobal>

#include <vector>

namespace hookbot {

/// Which of many lines are folded away, and so which line is in which row.
class LineFolds
{
public:
    void clear() { m_folds.clear(); }

    /// Hides what comes after @p line, up to @p end. Folds inside it are forgotten.
    void fold(qsizetype line, qsizetype end);

    void unfold(qsizetype line);

    /// Unfolds whatever hides @p line.
    void reveal(qsizetype line);

    /// The last line hidden below @p line, or itself.
    [[nodiscard]] qsizetype endOf(qsizetype line) const;
    [[nodiscard]] bool isFolded(qsizetype line) const { return endOf(line) != line; }

    [[nodiscard]] qsizetype rowCount(qsizetype lines) const;
    [[nodiscard]] qsizetype lineOf(qsizetype row) const;

    /// Of a hidden line, the row that it is folded into.
    [[nodiscard]] qsizetype rowOf(qsizetype line) const;

private:
    struct Fold
    {
        qsizetype line;
        qsizetype end;
    };

    std::vector<Fold> m_folds; ///< in order, none inside another
};

} // namespace hookbot
