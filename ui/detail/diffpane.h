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

/// What is different in a body from that of the event before, on the same channel: line by line of their pretty forms.
class DiffPane final : public QWidget
{
    Q_OBJECT

public:
    /// Of either body.
    static constexpr qsizetype MostLines = 20'000;

    /// @p monitor outlives it.
    explicit DiffPane(Monitor &monitor, QWidget *parent = nullptr);
    ~DiffPane() override;

    /// Nothing: it forgets what it was about.
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
    int m_generation = 0; ///< of the event: what is heard of an earlier one is stale
    QTimer m_steps;
    std::array<std::unique_ptr<BodyLines>, 2> m_bodies; ///< before and after, while they are read
    std::array<QByteArray, 2> m_raw;
    std::array<QStringList, 2> m_texts;
    std::unique_ptr<LineDiff> m_diff;
    QString m_against; ///< what it is compared with
    QLabel *m_message;
    LinesView *m_lines;
};

} // namespace hookbot
