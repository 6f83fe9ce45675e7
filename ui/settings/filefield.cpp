#include "ui/settings/filefield.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace hookbot {

FileField::FileField(const QString &name, const QString &filter, QWidget *parent)
    : QWidget(parent),
      m_name(name),
      m_filter(filter),
      m_path(new QLineEdit(this))
{
    m_path->setAccessibleName(name);
    auto *browse = new QPushButton(tr("Choose…"), this);
    browse->setAccessibleName(tr("Choose: %1").arg(name));
    browse->setAutoDefault(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_path, 1);
    layout->addWidget(browse);
    setFocusProxy(m_path);
    connect(m_path, &QLineEdit::textChanged, this, &FileField::changed);
    connect(browse, &QPushButton::clicked, this, &FileField::choose);
}

void FileField::setPath(const QString &path)
{
    m_path->setText(path);
}

QString FileField::path() const
{
    return m_path->text().trimmed();
}

void FileField::choose()
{
    auto *dialog = new QFileDialog(this, m_name, QFileInfo(path()).absolutePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({ m_filter, tr("All files (*)") });
    connect(dialog, &QFileDialog::fileSelected, this, &FileField::setPath);
    dialog->open();
}

} // namespace hookbot
