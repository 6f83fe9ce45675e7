#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QFrame>

class QLabel;

namespace hookbot {

/// A message about the last action, above the lower edge of its parent. It hides itself after a while; a failure stays
/// longer. GUI thread.
class MessageLine : public QFrame
{
    Q_OBJECT

public:
    explicit MessageLine(QWidget *parent);

    /// The distance to the lower edge, in pixels.
    void setMargin(int margin);

    bool eventFilter(QObject *watched, QEvent *event) override;

public Q_SLOTS:
    void showDone(const QString &text);
    void showFailure(const QString &text);

private:
    void showText(const QString &text, const QString &symbolName, std::chrono::seconds time);
    void place();

    QLabel *m_symbol;
    QLabel *m_text;
    QTimer m_end;
    int m_margin = 0;
};

} // namespace hookbot
