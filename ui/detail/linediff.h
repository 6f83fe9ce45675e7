#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

namespace hookbot {

/// What has to be taken away from some lines and added to make others of them, as little as can be (E. Myers, "An
/// O(ND) Difference Algorithm", 1986). In steps, and only up to a number of changes: work and memory grow by its
/// square.
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

    /// A bit of work: whether there is more.
    bool advance();

    /// There are more changes than it looks for: it gave up.
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
    int m_start = 0;         ///< lines that both begin with
    int m_end = 0;           ///< and end with
    std::vector<uint> m_old; ///< what is between, a number for each line that is different
    std::vector<uint> m_new;
    std::vector<int> m_reach;              ///< for each diagonal, how far it goes with m_changes changes
    std::vector<std::vector<int>> m_trace; ///< the same, for fewer changes
    int m_changes = 0;
    bool m_isTooLarge = false;
    bool m_isDone = false;
};

} // namespace hookbot
