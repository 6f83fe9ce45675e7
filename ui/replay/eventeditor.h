#pragma once

#include "broker/monitor/monitor.h"

#include <QtWidgets/QDialog>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace hookbot {

/// Edits an event to publish it as a new one. Parts that are not text are published unchanged; the editor says which.
class EventEditor final : public QDialog
{
    Q_OBJECT

public:
    /// The largest body in bytes that can be edited.
    static constexpr qsizetype LongestBody = 1024LL * 1024;

    /// @p monitor outlives it.
    EventEditor(Monitor &monitor, const EventDetail &event, QWidget *parent = nullptr);

    /// The event as edited. headerFault() finds invalid headers.
    [[nodiscard]] NewEvent newEvent() const;

Q_SIGNALS:
    void published(const hookbot::Outcome &outcome);

private:
    void fillHeaders();
    void fillBody();
    void publish();
    void setFault(const QString &fault);
    [[nodiscard]] QString headerFault() const;
    [[nodiscard]] QByteArray body() const;

    Monitor &m_monitor;
    EventDetail m_event;
    QList<QPair<QByteArray, QByteArray>> m_keptHeaders; ///< not text: published unchanged
    bool m_isBodyKept = false;
    bool m_hasCarriageReturns = false; ///< every line of the body ends with CR LF, which the editor drops
    QLineEdit *m_channel;
    QLineEdit *m_method;
    QLineEdit *m_query;
    QPlainTextEdit *m_headers;
    QPlainTextEdit *m_body;
    QLabel *m_kept;
    QLabel *m_fault;
    QPushButton *m_publish;
};

} // namespace hookbot
