#pragma once

#include "ui/detail/linefolds.h"
#include "ui/detail/linesearch.h"
#include "ui/detail/lineselection.h"

#include <QtWidgets/QAbstractScrollArea>

#include <memory>

namespace hookbot {

class LinePainter;

/// Shows any number of lines: only those in sight are laid out. They can be folded, searched, selected and copied, not
/// changed.
class LinesView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// The most that is copied at once; more is saved to a file.
    static constexpr qsizetype MostCopiedLines = 50'000;

    explicit LinesView(QWidget *parent = nullptr);
    ~LinesView() override;

    /// Shows @p lines from the top. They are read step by step, in turns of the event loop.
    void setLines(std::unique_ptr<BodyLines> lines);
    [[nodiscard]] const BodyLines *lines() const { return m_lines.get(); }

    /// Searches for the next @p text after the selection, or the previous one. found() or notFound() follow later.
    void find(const QString &text, bool isForward);

    [[nodiscard]] QString selectedText() const;
    [[nodiscard]] qsizetype rowCount() const;
    void setFolded(qsizetype line, bool isFolded);
    void copySelection();
    void selectAll();

Q_SIGNALS:
    /// All lines were read.
    void finished();
    /// The body is not of the type that it was shown as.
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
    void readStep();
    void updateBars();
    void showFound(const LinePlace &begin, const LinePlace &end);
    void setCursorPlace(const LinePlace &place, bool isExtending);
    void ensureVisible(const LinePlace &place);
    [[nodiscard]] LinePlace placeAt(const QPoint &point) const;
    [[nodiscard]] LinePainter makePainter() const;
    [[nodiscard]] int lineHeight() const;
    [[nodiscard]] int gutter() const;
    [[nodiscard]] qsizetype rowsInSight() const;

    std::unique_ptr<BodyLines> m_lines;
    QTimer m_steps;
    LineFolds m_folds;
    LineSearch m_search;
    LineSelection m_selection;
    int m_widest = 0; ///< pixels, of what has been seen
};

} // namespace hookbot
