#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

namespace hookbot {

/// The smallest number of lines to remove and add to turn one text into another (E. Myers, "An O(ND) Difference
/// Algorithm", 1986). Computed in steps, and only up to a number of changes: work and memory grow by its square.
class LineDiff
{
public:
    static constexpr int MostChanges = 2000;

    struct Piece
    {
        enum class Kind { Same, Removed, Added };

        Kind kind;
        QString line;
    };

    LineDiff(QStringList before, QStringList after);

    /// Does one step. Returns whether there is more to do.
    bool advance();

    /// There are too many changes: it gave up.
    [[nodiscard]] bool isTooLarge() const { return m_isTooLarge; }

    [[nodiscard]] QList<Piece> pieces() const;

private:
    [[nodiscard]] int furthest(int k) const;
    [[nodiscard]] static size_t placeOf(int k)
    {
        const int place = k + MostChanges + 1;
        return size_t(place);
    }
    [[nodiscard]] int &at(int k) { return m_reach[placeOf(k)]; }
    [[nodiscard]] int at(int k) const { return m_reach[placeOf(k)]; }

    QStringList m_before;
    QStringList m_after;
    int m_start = 0;         ///< lines that both have in common at the start
    int m_end = 0;           ///< and at the end
    std::vector<uint> m_old; ///< the lines between, as a number for each distinct line
    std::vector<uint> m_new;
    std::vector<int> m_reach;              ///< the furthest point on each diagonal with m_changes changes
    std::vector<std::vector<int>> m_trace; ///< the same, for fewer changes
    int m_changes = 0;
    bool m_isTooLarge = false;
    bool m_isDone = false;
};

} // namespace hookbot
