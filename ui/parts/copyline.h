#pragma once

#include <QtWidgets/QWidget>

class QLineEdit;
class QPushButton;
class QTimer;

namespace hookbot {

/// A read-only line of text with a button that copies it. Of a long text it shows the beginning.
class CopyLine : public QWidget
{
    Q_OBJECT

public:
    /// @p name is the accessible name of the line: `Publish URL`. That of the button contains it.
    explicit CopyLine(const QString &name, QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] QLineEdit *field() const { return m_field; }

public Q_SLOTS:
    void copy();

Q_SIGNALS:
    /// @p what is a message: `Publish URL copied`.
    void copied(const QString &what);

private:
    QString m_name;
    QLineEdit *m_field;
    QPushButton *m_button;
    QTimer *m_copiedTimer; ///< while it runs, the button shows "Copied"
};

} // namespace hookbot
