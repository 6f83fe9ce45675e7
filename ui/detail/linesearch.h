#pragma once

#include "ui/detail/bodylines.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace hookbot {

/// A position among lines: before the character of this column.
struct LinePlace
{
    qsizetype line = 0;
    qsizetype column = 0;

    auto operator<=>(const LinePlace &) const = default;
};

/// Searches many lines for a text, some at a time, wrapping around once.
class LineSearch final : public QObject
{
    Q_OBJECT

public:
    explicit LineSearch(QObject *parent = nullptr);

    /// Searches for the next match after @p from, or the last one before it. Cancels an earlier search. @p lines must
    /// exist until the search ends, or until stop().
    void find(const BodyLines &lines, const QString &text, const LinePlace &from, bool isForward);
    void stop();

Q_SIGNALS:
    /// The match's begin and end. They are in different lines if a long line was cut within the match.
    void found(const hookbot::LinePlace &begin, const hookbot::LinePlace &end);
    void notFound();

private:
    void searchOn();
    [[nodiscard]] bool searchLine(qsizetype index, qsizetype from, qsizetype before);

    QTimer m_turn;
    const BodyLines *m_lines = nullptr;
    QString m_text;
    LinePlace m_from;
    bool m_isForward = true;
    qsizetype m_done = 0; ///< lines searched
};

} // namespace hookbot
