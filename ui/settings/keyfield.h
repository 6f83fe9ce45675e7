#pragma once

#include "ui/program/servercontrol.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace hookbot {

class Note;

/// The key that all tokens are made with: where it is, and to look at, copy and change. It is not asked for before a
/// person wants to see it.
class KeyField : public QWidget
{
    Q_OBJECT

public:
    /// The desktop must outlive it.
    explicit KeyField(ServerControl &server, QWidget *parent = nullptr);

    /// As it was at first: not shown.
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
