#pragma once

#include "ui/detail/linefolds.h"
#include "ui/detail/linesearch.h"

#include <QtWidgets/QAbstractScrollArea>

#include <memory>

class QTextLayout;

namespace hookbot {

/// Shows lines, however many: only those in sight are written out. They can be folded, searched, selected and copied;
/// not changed.
class LinesView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// Copied at once at most: more is what files are for.
    static constexpr qsizetype MostCopiedLines = 50'000;

    explicit LinesView(QWidget *parent = nullptr);
    ~LinesView() override;

    /// From the top. Their steps are taken in turns of the event loop.
    void setLines(std::unique_ptr<BodyLines> lines);
    [[nodiscard]] const BodyLines *lines() const { return m_lines.get(); }

    /// The next place with @p text after what is selected, or the one before. found() or notFound() come later.
    void find(const QString &text, bool isForward);

    [[nodiscard]] QString selectedText() const;
    [[nodiscard]] qsizetype rowCount() const;
    void setFolded(qsizetype line, bool isFolded);
    void copySelection();
    void selectAll();

Q_SIGNALS:
    /// All lines are there.
    void finished();
    /// The body is not what its lines took it for.
    void faulted(const QString &fault);
    void found();
    void notFound();
    /// Too much was selected.
    void copyRefused();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void takeStep();
    void updateBars();
    void showFound(const LinePlace &begin, const LinePlace &end);
    void setCursorPlace(const LinePlace &place, bool isKeepingAnchor);
    void ensureVisible(const LinePlace &place);
    [[nodiscard]] bool moveCursor(QKeyEvent *event);
    [[nodiscard]] LinePlace moved(int key, bool isFar) const;
    [[nodiscard]] LinePlace rowsAway(qsizetype rows) const;
    [[nodiscard]] LinePlace placeAt(const QPoint &point) const;
    [[nodiscard]] StyledLine shownLine(qsizetype line) const;
    [[nodiscard]] int lineHeight() const;
    [[nodiscard]] int gutter() const;
    [[nodiscard]] qsizetype rowsInSight() const;
    void layOut(QTextLayout &layout, const StyledLine &line) const;
    void paintRow(QPainter &painter, qsizetype line, int top);
    void paintFold(QPainter &painter, qsizetype line, const QRect &place) const;

    std::unique_ptr<BodyLines> m_lines;
    QTimer m_steps;
    LineFolds m_folds;
    LineSearch m_search;
    LinePlace m_anchor; ///< where the selection began
    LinePlace m_cursor; ///< and where it ends
    int m_widest = 0;   ///< pixels, of what has been seen
};

} // namespace hookbot
