#pragma once

#include <QtCore/QtGlobal>

#include <vector>

namespace hookbot {

/// Which lines are hidden by folds, and so which line is in which row.
class LineFolds
{
public:
    void clear() { m_folds.clear(); }

    /// Hides the lines after @p line, up to @p end. Folds inside it are dropped.
    void fold(qsizetype line, qsizetype end);

    void unfold(qsizetype line);

    /// Unfolds the fold that hides @p line, if there is one.
    void reveal(qsizetype line);

    /// The last line hidden by a fold at @p line, or @p line itself.
    [[nodiscard]] qsizetype endOf(qsizetype line) const;
    [[nodiscard]] bool isFolded(qsizetype line) const { return endOf(line) != line; }

    [[nodiscard]] qsizetype rowCount(qsizetype lines) const;
    [[nodiscard]] qsizetype lineOf(qsizetype row) const;

    /// The row of a line; for a hidden one, the row of its fold.
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
