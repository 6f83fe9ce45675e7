#include "ui/detail/linefolds.h"

#include <algorithm>

namespace hookbot {

void LineFolds::fold(qsizetype line, qsizetype end)
{
    if (end <= line)
        return;
    std::erase_if(m_folds, [line, end](const Fold &fold) { return fold.line >= line && fold.line <= end; });
    m_folds.insert(std::ranges::lower_bound(m_folds, line, {}, &Fold::line), { line, end });
}

void LineFolds::unfold(qsizetype line)
{
    std::erase_if(m_folds, [line](const Fold &fold) { return fold.line == line; });
}

void LineFolds::reveal(qsizetype line)
{
    std::erase_if(m_folds, [line](const Fold &fold) { return fold.line < line && line <= fold.end; });
}

qsizetype LineFolds::endOf(qsizetype line) const
{
    const auto found = std::ranges::lower_bound(m_folds, line, {}, &Fold::line);
    return found != m_folds.end() && found->line == line ? found->end : line;
}

qsizetype LineFolds::rowCount(qsizetype lines) const
{
    for (const Fold &fold : m_folds)
        lines -= fold.end - fold.line;
    return lines;
}

qsizetype LineFolds::lineOf(qsizetype row) const
{
    for (const Fold &fold : m_folds) {
        if (fold.line >= row)
            break;
        row += fold.end - fold.line;
    }
    return row;
}

qsizetype LineFolds::rowOf(qsizetype line) const
{
    qsizetype hidden = 0;
    for (const Fold &fold : m_folds) {
        if (fold.line >= line)
            break;
        if (line <= fold.end)
            return fold.line - hidden;
        hidden += fold.end - fold.line;
    }
    return line - hidden;
}

} // namespace hookbot
