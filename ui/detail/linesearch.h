#pragma once

#include "ui/detail/bodylines.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace hookbot {

/// A place among lines: before the character of this column.
struct LinePlace
{
    qsizetype line = 0;
    qsizetype column = 0;

    auto operator<=>(const LinePlace &) const = default;
};

/// Looks for words among many lines, some at a time, once around.
class LineSearch final : public QObject
{
    Q_OBJECT

public:
    explicit LineSearch(QObject *parent = nullptr);

    /// The next place after @p from, or the last one before it. A search before is given up. @p lines stay until the
    /// end, or until stop().
    void find(const BodyLines &lines, const QString &text, const LinePlace &from, bool isForward);
    void stop();

Q_SIGNALS:
    /// The first character, and after the last one: in the next line, where a long line was cut between.
    void found(const hookbot::LinePlace &begin, const hookbot::LinePlace &end);
    void notFound();

private:
    void lookOn();
    [[nodiscard]] bool lookAt(qsizetype index, qsizetype from, qsizetype before);

    QTimer m_turn;
    const BodyLines *m_lines = nullptr;
    QString m_text;
    LinePlace m_from;
    bool m_isForward = true;
    qsizetype m_done = 0; ///< lines
};

} // namespace hookbot
