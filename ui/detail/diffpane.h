#pragma once

#include "broker/monitor/monitor.h"
#include "ui/detail/linediff.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <array>
#include <memory>

class QLabel;

namespace hookbot {

class BodyLines;
class LinesView;

/// The differences between an event's body and that of the previous event on its channel, line by line of their pretty
/// forms.
class DiffPane final : public QWidget
{
    Q_OBJECT

public:
    /// The largest bodies that are compared.
    static constexpr qsizetype MostLines = 20'000;

    /// @p monitor outlives it.
    explicit DiffPane(Monitor &monitor, QWidget *parent = nullptr);
    ~DiffPane() override;

    /// nullopt: clears the pane.
    void compare(const std::optional<EventDetail> &event);

    void focusLines();

private:
    void findPrevious(qint64 from);
    void begin(const EventDetail &previous);
    void takeStep();
    [[nodiscard]] bool prepare(int side);
    void end(const QString &message);
    void showPieces();

    Monitor &m_monitor;
    std::optional<EventDetail> m_event;
    int m_generation = 0; ///< of the event: answers about an earlier one are stale
    QTimer m_steps;
    std::array<std::unique_ptr<BodyLines>, 2> m_bodies; ///< before and after, while they are read
    std::array<QByteArray, 2> m_raw;
    std::array<QStringList, 2> m_texts;
    std::unique_ptr<LineDiff> m_diff;
    QString m_against; ///< the event that it is compared with, as text
    QLabel *m_message;
    LinesView *m_lines;
};

} // namespace hookbot
