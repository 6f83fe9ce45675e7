#pragma once

#include <QtWidgets/QWidget>

class QLineEdit;
class QPushButton;
class QTimer;

namespace hookbot {

/// A line to look at and to copy, with the button that does. It shows the beginning of what is long.
class CopyLine : public QWidget
{
    Q_OBJECT

public:
    /// @p name says what it is: `Publish URL`. The button is called after it.
    explicit CopyLine(const QString &name, QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] QLineEdit *field() const { return m_field; }

public Q_SLOTS:
    void copy();

Q_SIGNALS:
    /// @p what says it in words: `Publish URL copied`.
    void copied(const QString &what);

private:
    QString m_name;
    QLineEdit *m_field;
    QPushButton *m_button;
    QTimer *m_sayCopied; ///< while it runs, the button says so
};

} // namespace hookbot
