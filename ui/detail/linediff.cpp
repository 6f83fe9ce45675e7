#include "ui/detail/linediff.h"

#include <QtCore/QHash>

#include <algorithm>

namespace hookbot {

namespace {

constexpr int WorkPerStep = 200'000;

} // namespace

LineDiff::LineDiff(QStringList before, QStringList after)
    : m_before(std::move(before)),
      m_after(std::move(after)),
      m_reach(size_t(MostChanges) * 2 + 3, 0)
{
    const auto shorter = int(std::min(m_before.size(), m_after.size()));
    while (m_start < shorter && m_before[m_start] == m_after[m_start])
        ++m_start;
    while (m_end < shorter - m_start && m_before[m_before.size() - 1 - m_end] == m_after[m_after.size() - 1 - m_end])
        ++m_end;
    QHash<QString, uint> numbers;
    const auto numberOf = [&numbers](const QString &line) {
        const auto known = numbers.constFind(line);
        return known != numbers.constEnd() ? *known : *numbers.insert(line, uint(numbers.size()));
    };
    const auto numbered = [this, &numberOf](const QStringList &lines) {
        std::vector<uint> all;
        for (qsizetype i = m_start; i < lines.size() - m_end; ++i)
            all.push_back(numberOf(lines[i]));
        return all;
    };
    m_old = numbered(m_before);
    m_new = numbered(m_after);
}

int LineDiff::furthest(int k) const
{
    const bool isDown = k == -m_changes || (k != m_changes && at(k - 1) < at(k + 1));
    return isDown ? at(k + 1) : at(k - 1) + 1;
}

bool LineDiff::advance()
{
    const auto oldSize = int(m_old.size());
    const auto newSize = int(m_new.size());
    for (int work = 0; work < WorkPerStep && !m_isDone; ++m_changes) {
        if (m_changes > MostChanges) {
            m_isTooLarge = m_isDone = true;
            break;
        }
        m_trace.emplace_back(m_reach.begin() + MostChanges + 1 - m_changes - 1,
                             m_reach.begin() + MostChanges + 1 + m_changes + 2);
        for (int k = -m_changes; k <= m_changes; k += 2) {
            int x = furthest(k);
            while (x < oldSize && x - k < newSize && x - k >= 0 && m_old[size_t(x)] == m_new[size_t(x - k)]) {
                ++x;
                ++work;
            }
            at(k) = x;
            ++work;
            if (x >= oldSize && x - k >= newSize) {
                m_isDone = true;
                return false;
            }
        }
    }
    return !m_isDone;
}

QList<LineDiff::Piece> LineDiff::pieces() const
{
    QList<Piece> middle; // in reverse
    auto x = int(m_old.size());
    auto y = int(m_new.size());
    for (int changes = m_changes; changes >= 0; --changes) {
        const std::vector<int> &reach = m_trace[size_t(changes)];
        const auto was = [&reach, changes](int k) {
            const int place = k + changes + 1;
            return reach[size_t(place)];
        };
        const int k = x - y;
        const bool isDown = k == -changes || (k != changes && was(k - 1) < was(k + 1));
        const int from = isDown ? k + 1 : k - 1;
        const int fromX = changes == 0 ? 0 : was(from);
        const int fromY = changes == 0 ? 0 : fromX - from;
        while (x > fromX && y > fromY) {
            --x;
            --y;
            middle.append({ Piece::Kind::Same, m_before[m_start + x] });
        }
        if (changes == 0)
            break;
        if (isDown)
            middle.append({ Piece::Kind::Added, m_after[m_start + fromY] });
        else
            middle.append({ Piece::Kind::Removed, m_before[m_start + fromX] });
        x = fromX;
        y = fromY;
    }
    QList<Piece> all;
    for (qsizetype i = 0; i < m_start; ++i)
        all.append({ Piece::Kind::Same, m_before[i] });
    std::ranges::reverse_copy(middle, std::back_inserter(all));
    for (qsizetype i = m_before.size() - m_end; i < m_before.size(); ++i)
        all.append({ Piece::Kind::Same, m_before[i] });
    return all;
}

} // namespace hookbot
