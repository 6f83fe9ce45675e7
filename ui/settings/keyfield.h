#pragma once

#include "ui/program/servercontrol.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace hookbot {

class Note;

/// The key that all tokens are derived from: where it is stored, with buttons to show, copy and change it. It is read
/// only when a person asks for it.
class KeyField : public QWidget
{
    Q_OBJECT

public:
    /// @p server outlives it.
    explicit KeyField(ServerControl &server, QWidget *parent = nullptr);

    /// Hides the key again.
    void conceal();

private:
    void reveal();
    void copy();
    void askChange();
    void change(const QByteArray &key);
    void layOut();

    ServerControl &m_server;
    QLabel *m_place;
    QLineEdit *m_key;
    QPushButton *m_show;
    QPushButton *m_copy;
    QPushButton *m_change;
    Note *m_note;
};

} // namespace hookbot
