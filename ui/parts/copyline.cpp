#include "ui/parts/copyline.h"

#include <QtCore/QTimer>
#include <QtGui/QClipboard>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <algorithm>
#include <chrono>

namespace hookbot {

using namespace std::chrono_literals;

CopyLine::CopyLine(const QString &name, QWidget *parent)
    : QWidget(parent),
      m_name(name),
      m_field(new QLineEdit(this)),
      m_button(new QPushButton(tr("Copy"), this)),
      m_copiedTimer(new QTimer(this))
{
    m_field->setReadOnly(true);
    m_field->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_field->setAccessibleName(name);
    m_button->setAccessibleName(tr("Copy: %1").arg(name));
    m_button->setEnabled(false);
    m_button->setAutoDefault(false);
    const int plain = m_button->sizeHint().width();
    m_button->setText(tr("Copied"));
    m_button->setFixedWidth(std::max(plain, m_button->sizeHint().width()));
    m_button->setText(tr("Copy"));
    m_copiedTimer->setSingleShot(true);
    m_copiedTimer->setInterval(1500ms);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_button);
    setFocusProxy(m_field);

    connect(m_button, &QPushButton::clicked, this, &CopyLine::copy);
    connect(m_copiedTimer, &QTimer::timeout, this, [this] { m_button->setText(tr("Copy")); });
}

void CopyLine::setText(const QString &text)
{
    m_button->setEnabled(!text.isEmpty());
    if (text == m_field->text())
        return;
    m_field->setText(text);
    m_field->setCursorPosition(0);
    m_button->setText(tr("Copy"));
}

QString CopyLine::text() const
{
    return m_field->text();
}

void CopyLine::copy()
{
    if (text().isEmpty())
        return;
    QGuiApplication::clipboard()->setText(text());
    m_button->setText(tr("Copied"));
    m_copiedTimer->start();
    Q_EMIT copied(tr("%1 copied").arg(m_name));
}

} // namespace hookbot
