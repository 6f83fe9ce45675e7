#pragma once

#include <QtWidgets/QDialog>

class QLineEdit;
class QRadioButton;

namespace hookbot {

/// Explains what changing the key does, and asks for the new one.
class KeyChangeDialog : public QDialog
{
    Q_OBJECT

public:
    explicit KeyChangeDialog(QWidget *parent = nullptr);

    /// Empty: make a random one.
    [[nodiscard]] QByteArray key() const;

private:
    QRadioButton *m_random;
    QRadioButton *m_own;
    QLineEdit *m_key;
};

} // namespace hookbot
