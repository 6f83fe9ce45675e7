#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;

namespace hookbot {

/// A field for the text to find in a body, and whether it was found.
class FindBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    /// Shows the bar and focuses its field.
    void begin();
    [[nodiscard]] QString text() const;
    void setAnswer(const QString &answer);

Q_SIGNALS:
    void asked(bool isForward);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLineEdit *m_text;
    QLabel *m_answer;
    QTimer m_pause; ///< since the last letter
};

} // namespace hookbot
