#include "ui/settings/keychangedialog.h"

#include "ui/parts/notes.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QVBoxLayout>

namespace hookbot {

KeyChangeDialog::KeyChangeDialog(QWidget *parent)
    : QDialog(parent),
      m_random(new QRadioButton(tr("Make a &random key"), this)),
      m_own(new QRadioButton(tr("&Use this key:"), this)),
      m_key(new QLineEdit(this))
{
    setWindowTitle(tr("Change the key"));
    auto *warning = new Note(Tone::Plain, this);
    warning->say(
        tr("Every URL changes. Publishers and listeners with old URLs are refused until you give them new ones."));
    auto *sign = new ShapeMark(this);
    sign->setShape(Shape::Triangle, Tone::Warning);
    m_key->setAccessibleName(tr("New key"));
    m_random->setObjectName(QStringLiteral("randomKey"));
    m_own->setObjectName(QStringLiteral("ownKey"));
    m_key->setObjectName(QStringLiteral("newKey"));
    m_random->setChecked(true);
    m_key->setEnabled(false);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *change = buttons->addButton(tr("Change the key"), QDialogButtonBox::AcceptRole);
    change->setObjectName(QStringLiteral("acceptChange"));
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    const auto judge = [this, change] {
        m_key->setEnabled(m_own->isChecked());
        change->setEnabled(m_random->isChecked() || !m_key->text().trimmed().isEmpty());
    };
    connect(m_own, &QRadioButton::toggled, this, judge);
    connect(m_own, &QRadioButton::clicked, m_key, qOverload<>(&QWidget::setFocus));
    connect(m_key, &QLineEdit::textChanged, this, judge);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *head = new QHBoxLayout;
    head->addWidget(sign, 0, Qt::AlignTop);
    head->addWidget(warning, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(head);
    layout->addWidget(m_random);
    layout->addWidget(m_own);
    layout->addWidget(m_key);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 70);
}

QByteArray KeyChangeDialog::key() const
{
    return m_own->isChecked() ? m_key->text().trimmed().toUtf8() : QByteArray();
}

} // namespace hookbot
