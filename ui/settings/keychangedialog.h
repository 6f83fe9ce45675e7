#pragma once

#include <QtWidgets/QDialog>

class QLineEdit;
class QRadioButton;

namespace hookbot {

/// Says what a change of the key does, and asks for the new one.
class KeyChangeDialog : public QDialog
{
    Q_OBJECT

public:
    explicit KeyChangeDialog(QWidget *parent = nullptr);

    /// Empty: a fresh one is to be made.
    [[nodiscard]] QByteArray key() const;

private:
    QRadioButton *m_random;
    QRadioButton *m_own;
    QLineEdit *m_key;
};

} // namespace hookbot
