#include "ui/settings/keyfield.h"

#include "ui/parts/notes.h"
#include "ui/settings/keychangedialog.h"

#include <QtCore/QPointer>
#include <QtGui/QClipboard>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace hookbot {

KeyField::KeyField(ServerControl &server, QWidget *parent)
    : QWidget(parent),
      m_server(server),
      m_place(new QLabel(this)),
      m_key(new QLineEdit(this)),
      m_show(new QPushButton(this)),
      m_copy(new QPushButton(tr("Copy"), this)),
      m_change(new QPushButton(tr("Change…"), this)),
      m_note(new Note(Tone::Plain, this))
{
    layOut();
    connect(m_show, &QPushButton::clicked, this, [this] { m_key->text().isEmpty() ? reveal() : conceal(); });
    connect(m_copy, &QPushButton::clicked, this, &KeyField::copy);
    connect(m_change, &QPushButton::clicked, this, &KeyField::askChange);
    conceal();
}

void KeyField::layOut()
{
    m_key->setObjectName(QStringLiteral("key"));
    m_show->setObjectName(QStringLiteral("showKey"));
    m_copy->setObjectName(QStringLiteral("copyKey"));
    m_change->setObjectName(QStringLiteral("changeKey"));
    m_place->setTextFormat(Qt::PlainText);
    m_place->setWordWrap(true);
    m_key->setReadOnly(true);
    m_key->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_key->setAccessibleName(tr("Key"));
    m_copy->setAccessibleName(tr("Copy: key"));
    m_change->setAccessibleName(tr("Change the key…"));
    auto *line = new QHBoxLayout;
    line->addWidget(m_key, 1);
    for (QPushButton *button : { m_show, m_copy, m_change }) {
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_place);
    layout->addLayout(line);
    layout->addWidget(m_note);
    setFocusProxy(m_key);
}

void KeyField::conceal()
{
    m_key->clear();
    m_key->setPlaceholderText(tr("Hidden"));
    m_show->setText(tr("Show"));
    m_show->setAccessibleName(tr("Show the key"));
    m_place->setText(tr("Every token is derived from this key. It is stored in: %1").arg(m_server.keyPlace()));
}

void KeyField::reveal()
{
    const ServerControl::KeyAnswer answer = m_server.key();
    if (!answer.error.isEmpty()) {
        m_note->say(answer.error, Tone::Bad);
        return;
    }
    m_note->say({});
    m_key->setText(QString::fromUtf8(answer.key));
    m_key->setCursorPosition(0);
    m_show->setText(tr("Hide"));
    m_show->setAccessibleName(tr("Hide the key"));
}

void KeyField::copy()
{
    const ServerControl::KeyAnswer answer = m_server.key();
    if (!answer.error.isEmpty()) {
        m_note->say(answer.error, Tone::Bad);
        return;
    }
    QGuiApplication::clipboard()->setText(QString::fromUtf8(answer.key));
    m_note->say(tr("Key copied. Anyone with the key can open every channel."), Tone::Plain);
}

void KeyField::askChange()
{
    auto *dialog = new KeyChangeDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { change(dialog->key()); });
    dialog->open();
}

void KeyField::change(const QByteArray &key)
{
    m_change->setEnabled(false);
    m_server.changeKey(key, [field = QPointer(this)](const QString &error) {
        if (!field)
            return;
        field->m_change->setEnabled(true);
        field->conceal();
        if (error.isEmpty())
            field->m_note->say(tr("The key has changed. All previous URLs stop working: copy new ones."), Tone::Plain);
        else
            field->m_note->say(error, Tone::Bad);
    });
}

} // namespace hookbot
